// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Numbers on the command line, each kind with its range. A number outside is wrong usage.
final class Numbers {

  private Numbers() {}

  /// A whole number from 1.
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) whole(text, 1, Integer.MAX_VALUE);
    }
  }

  /// A whole number from 0.
  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return whole(text, 0, Long.MAX_VALUE);
    }
  }

  /// A share from 0 to 1.
  static final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return upTo(1, "1", text);
    }
  }

  /// A number from 0 to 0.5.
  static final class Protection implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return upTo(0.5, "0.5", text);
    }
  }

  private static double upTo(double most, String name, String text) {
    try {
      double value = Double.parseDouble(text);
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, with the range
    }
    throw new TypeConversionException("'" + text + "' is not a number from 0 to " + name);
  }

  /// A number from 1.
  static final class Factor implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double value = Double.parseDouble(text);
        if (value >= 1 && value < Double.POSITIVE_INFINITY) {
          return value;
        }
      } catch (NumberFormatException e) {
        // told below, with the range
      }
      throw new TypeConversionException("'" + text + "' is not a number from 1");
    }
  }

  /// A number of bytes, with a unit or without.
  static final class Size implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})([KMGT]?)(i?B)?");

    @Override
    public Long convert(String text) {
      var form = FORM.matcher(text.strip());
      if (!form.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a size; write a whole number and K, M, G or T, such as 900M");
      }
      int steps = "KMGT".indexOf(form.group(2)) + (form.group(2).isEmpty() ? 0 : 1);
      try {
        long bytes = Math.multiplyExact(Long.parseLong(form.group(1)), 1L << (10 * steps));
        return Math.max(1, bytes);
      } catch (ArithmeticException e) {
        throw new TypeConversionException("'" + text + "' is more than any computer has");
      }
    }
  }

  private static long whole(String text, long least, long most) {
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, with the range
    }
    throw new TypeConversionException(
        "'" + text + "' is not a whole number from " + least + " to " + most);
  }
}
