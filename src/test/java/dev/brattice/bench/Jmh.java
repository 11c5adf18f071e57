package dev.brattice.bench;

import java.io.IOException;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the JMH benchmarks of this package and prints their figures as one table. */
public final class Jmh {
  private Jmh() {}

  /** Takes the arguments of JMH. */
  public static void main(String[] arguments)
      throws RunnerException, CommandLineOptionException, IOException, InterruptedException {
    String machine = Machine.describe();
    var results = new Runner(new CommandLineOptions(arguments)).run();
    System.out.println();
    System.out.println(machine + "\n");
    System.out.println("| benchmark | parameters | µs/op | ± |");
    System.out.println("|---|---|---:|---:|");
    for (RunResult run : results) {
      Result<?> result = run.getPrimaryResult();
      var parameters = new StringBuilder();
      for (String key : run.getParams().getParamsKeys()) {
        parameters.append(key).append('=').append(run.getParams().getParam(key)).append(' ');
      }
      String name = run.getParams().getBenchmark();
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f | %.2f |",
              name.substring(Jmh.class.getPackageName().length() + 1),
              parameters.toString().strip(),
              result.getScore(),
              result.getScoreError()));
    }
  }
}
