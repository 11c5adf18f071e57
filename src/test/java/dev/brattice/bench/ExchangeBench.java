package dev.brattice.bench;

import dev.brattice.call.Direction;
import dev.brattice.call.ToolRef;
import dev.brattice.config.ConfigException;
import dev.brattice.config.Configuration;
import dev.brattice.gateway.Host;
import dev.brattice.gateway.Offline;
import dev.brattice.json.Json;
import dev.brattice.json.JsonArray;
import dev.brattice.json.JsonObject;
import dev.brattice.mcp.Answers;
import dev.brattice.proxy.Exchange;
import dev.brattice.proxy.Passage;
import dev.brattice.proxy.Ruling;
import java.util.Map;
import java.util.Optional;
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

/** The judgement of one message by every detector and the standard policy, nothing kept or sent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExchangeBench {
  /** Bytes of text in the message. */
  @Param({"100", "10000", "1000000"})
  public int textBytes;

  private Optional<Exchange> exchange = Optional.empty();
  private Optional<Passage> call = Optional.empty();
  private Optional<Passage> result = Optional.empty();

  /** Builds what judges, and the two messages. */
  @Setup
  public void prepare() throws ConfigException {
    Configuration defaults = Configuration.load(Optional.empty(), Map.of(), Map.of());
    exchange = Optional.of(Offline.exchange(defaults, Host.here()));
    String text = Payload.text(7, textBytes);
    JsonObject arguments = JsonObject.empty().with("message", text);
    call = Optional.of(passage(Direction.ARGUMENTS, params(arguments)));
    result =
        Optional.of(
            passage(
                Direction.RESULT,
                JsonObject.of("content", JsonArray.of(Answers.text("Echo: " + text)))));
  }

  private static JsonObject params(JsonObject arguments) {
    return JsonObject.empty().with("name", "echo").with("arguments", arguments);
  }

  private static Passage passage(Direction direction, Json tree) {
    return new Passage(
        direction, "tools/call", new ToolRef("bench", "echo"), tree, "d1", 1_800_000_000_000L);
  }

  /** A call's arguments. */
  @Benchmark
  public Ruling judgeCall() {
    return exchange.orElseThrow().judge(call.orElseThrow());
  }

  /** Its result. */
  @Benchmark
  public Ruling judgeResult() {
    return exchange.orElseThrow().judge(result.orElseThrow());
  }
}
