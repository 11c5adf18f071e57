package dev.brattice.inspect.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that a downloader names after what it fetches. */
final class RemoteNames {
  private RemoteNames() {}

  /** Their paths; none where the folder is not known or all goes elsewhere. */
  static List<String> of(Invocation downloader) {
    boolean names =
        switch (downloader.program()) {
          case "curl" -> downloader.hasOption('O', "--remote-name");
          case "wget", "wget2" ->
              Options.value(downloader.arguments(), 'O', "--output-document").isEmpty();
          case "aria2c", "axel" -> !downloader.hasOption('o', "--out");
          default -> false;
        };
    if (!names || downloader.directory().isEmpty()) {
      return List.of();
    }
    String folder = folder(downloader);
    List<String> paths = new ArrayList<>();
    for (Argument argument : downloader.arguments()) {
      String text = argument.text();
      int path = text.indexOf('/', text.indexOf("://") + 3);
      if (!argument.isOption() && text.contains("://") && path > 0) {
        paths.add(folder + '/' + name(text));
      }
    }
    return paths;
  }

  private static String folder(Invocation downloader) {
    Optional<String> named =
        Options.value(downloader.arguments(), 'P', "--directory-prefix").map(Argument::text);
    if (named.isEmpty()) {
      return downloader.directory();
    }
    String folder = named.get();
    while (folder.endsWith("/")) {
      folder = folder.substring(0, folder.length() - 1);
    }
    return folder.startsWith("/") ? folder : downloader.directory() + '/' + folder;
  }

  private static String name(String url) {
    int end = url.length();
    for (int i = url.indexOf("://") + 3; i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        end = i;
        break;
      }
    }
    return url.substring(url.lastIndexOf('/', end - 1) + 1, end);
  }
}
