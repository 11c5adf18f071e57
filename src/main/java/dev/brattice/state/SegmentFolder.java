package dev.brattice.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The files of a segment log; foreign ones are not seen. */
record SegmentFolder(Path path) {

  /** The segments, oldest first. */
  List<SegmentName> list() throws IOException {
    List<SegmentName> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        SegmentName.parse(file.getFileName().toString()).ifPresent(names::add);
      }
    } catch (java.nio.file.DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    Collections.sort(names);
    return names;
  }

  /** A number above all that were given as far as the files show. */
  long firstFreeNumber() throws IOException {
    List<SegmentName> names = list();
    return names.isEmpty() ? 1 : names.getLast().number() + 1;
  }

  /** Where the segment {@code name} is. */
  Path file(SegmentName name) {
    return path.resolve(name.file());
  }

  /** A reader of the segment {@code name}; {@link java.nio.file.NoSuchFileException} when gone. */
  SegmentReader reader(SegmentName name, int entryBytesMax) throws IOException {
    Path file = file(name);
    try {
      return new SegmentReader(file, entryBytesMax);
    } catch (java.io.FileNotFoundException refused) {
      // Thrown for every refusal; only absence has the meaning that it was merged away.
      if (!Files.exists(file)) {
        throw new java.nio.file.NoSuchFileException(file.toString());
      }
      throw refused;
    }
  }
}
