package dev.brattice.bench;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonReader;
import dev.brattice.json.JsonWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a tool call strictly and writing it again, on the compiler that {@code wrap} runs on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBench {
  /** Bytes of text in the call. */
  @Param({"100", "10000", "1000000"})
  public int textBytes;

  private final JsonReader reader = new JsonReader(JsonLimits.MESSAGE);
  private byte[] line = new byte[0];
  private Json tree = dev.brattice.json.JsonNull.NULL;

  /** Makes the call. */
  @Setup
  public void prepare() throws JsonException {
    byte[] withEnd = Payload.call(7, textBytes);
    line = java.util.Arrays.copyOf(withEnd, withEnd.length - 1);
    tree = reader.read(line);
  }

  /** From bytes to a tree. */
  @Benchmark
  public Json read() throws JsonException {
    return reader.read(line);
  }

  /** From a tree to bytes. */
  @Benchmark
  public byte[] write() {
    return JsonWriter.bytes(tree);
  }
}
