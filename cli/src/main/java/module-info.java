/// The `kith` command.
module dev.kith.cli {
  requires com.google.gson;
  requires dev.kith;
  requires info.picocli;
  requires java.management;
  requires jdk.management;
  requires static org.jspecify;

  // picocli fills the fields of the commands
  opens dev.kith.cli to
      info.picocli;
}
