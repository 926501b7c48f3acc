"""Libraries as processes that answer lines (see ContenderLoop.java, which lists them)."""
import os
import subprocess
import sys
import tempfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH = os.path.dirname(HERE)
ROOT = os.path.dirname(BENCH)

MAINS = {
    "kith": "dev.kith.bench.compare.KithContender",
    "jvector": "dev.kith.bench.peers.JvectorContender",
    "lucene": "dev.kith.bench.peers.LuceneContender",
    "hnswlib": "dev.kith.bench.peers.HnswlibContender",
}


class ArmError(Exception):
    """An arm could not do what it was asked."""


def build(arms):
    """Builds what the arms need: the other libraries only where they are wanted."""
    modules = "core,bench"
    command = [os.path.join(ROOT, "mvnw"), "-q", "-Dmaven.test.skip=true", "-Dspotbugs.skip", "-Dcheckstyle.skip",
               "-Dspotless.check.skip=true"]
    if any(arm in MAINS and arm != "kith" for arm in arms):
        command.append("-Ppeers")
        modules += ",bench/peers"
    done = subprocess.run(command + ["-pl", modules, "package"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          universal_newlines=True)
    if done.returncode:
        raise ArmError("the build failed:\n" + done.stdout)


def class_path(arm):
    """Where the classes of an arm are; KITH_BENCH_CLASSPATH names another place."""
    given = os.environ.get("KITH_BENCH_CLASSPATH")
    if given:
        return given
    folder, name = (BENCH, "kith-bench") if arm == "kith" else (os.path.join(BENCH, "peers"), "kith-bench-peers")
    target = os.path.join(folder, "target")
    return os.path.join(target, name + ".jar") + os.pathsep + os.path.join(target, "lib", "*")


def java():
    done = subprocess.run(["sh", "-c", '. "$0/config/find-jdk.sh"; find_jdk_25', ROOT], stdout=subprocess.PIPE,
                          universal_newlines=True)
    if done.returncode:
        raise ArmError("no JDK 25; set KITH_JAVA_HOME to one")
    return os.path.join(done.stdout.strip(), "bin", "java")


def command(plan, base, queries, k, metric, threads):
    task = [plan.index, base, queries, str(k), metric, str(threads)]
    if plan.arm == "faiss":
        return [sys.executable, os.path.join(HERE, "faiss_contender.py")] + task
    options = os.environ.get("KITH_JAVA_OPTS", "").split()
    return ([java(), "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
             "-XX:MaxDirectMemorySize=1024g", "-XX:MaxRAMPercentage=60"] + options +
            ["-cp", class_path(plan.arm), MAINS[plan.arm]] + task)


class Arm:
    """A process with one index of one library."""

    def __init__(self, plan, arguments, log):
        self.plan = plan
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                                        universal_newlines=True, bufsize=1)
        self.library, self.kernel = self.ask("name").split("\t")

    def ask(self, line):
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline().rstrip("\n")
        except BrokenPipeError:
            answer = ""
        if not answer or answer.startswith("error: "):
            raise ArmError("%s, %s: %s" % (self.plan.arm, self.plan.index, answer[7:] or "the process ended"))
        return answer

    def build(self):
        """Seconds of training and of adding, and bytes."""
        train, add, size = self.ask("build").split()
        return float(train), float(add), int(size)

    def set(self, params):
        for name, value in params.items():
            self.ask("set %s %r" % (name, value))

    def found(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "ids.npy")
            self.ask("ids " + file)
            return np.load(file)

    def rates(self, seconds):
        """Queries a second, all in one call and one a call."""
        return float(self.ask("batch %g" % seconds)), float(self.ask("single %g" % seconds))

    def peak_bytes(self):
        """The most memory that the process has had, data included; None where the system does not say."""
        try:
            with open("/proc/%d/status" % self.process.pid) as facts:
                return next(int(line.split()[1]) * 1024 for line in facts if line.startswith("VmHWM"))
        except (OSError, StopIteration):
            return None

    def close(self):
        self.process.stdin.close()
        self.process.wait()
