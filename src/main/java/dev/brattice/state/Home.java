package dev.brattice.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;

/**
 * The folder in which the processes of one user keep what they share: {@code $BRATTICE_HOME}, or
 * {@code .brattice} in the user's home. It belongs to that user alone.
 */
public final class Home {
  /** The variable that moves the folder. */
  public static final String VARIABLE = "BRATTICE_HOME";

  private static final String FOLDER = ".brattice";
  private static final int PROBE_BYTES = 4096;

  private final Path root;

  private Home(Path root) {
    this.root = root;
  }

  /**
   * Opens the folder for use, creates what is missing of it and shuts others out.
   *
   * @param environment the process's environment
   * @param userHome the user's home folder
   */
  public static Home open(Map<String, String> environment, Path userHome) throws StateException {
    Home home = new Home(place(environment, userHome));
    home.refuseNonFolder();
    try {
      OwnerOnly.createFolders(home.root);
    } catch (IOException refused) {
      throw StateException.refused("to create the folder", home.root, refused);
    }
    home.refuseForeign();
    for (Path folder : List.of(home.root, home.keys(), home.state(), home.audit())) {
      own(folder);
    }
    return home;
  }

  /** Opens the folder for reading; creates and changes nothing. */
  public static Home existing(Map<String, String> environment, Path userHome)
      throws StateException {
    Home home = new Home(place(environment, userHome));
    home.refuseNonFolder();
    if (!Files.isDirectory(home.root)) {
      throw new StateException(
          "expected the folder `"
              + home.root
              + "`, found nothing there; run `brattice wrap` once, or set "
              + VARIABLE);
    }
    if (!Files.isReadable(home.root) || !Files.isExecutable(home.root)) {
      throw new StateException(
          "expected to read the folder `"
              + home.root
              + "`, permission was denied; check its owner and mode");
    }
    return home;
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** Where evidence is kept. */
  public Path audit() {
    return root.resolve("audit");
  }

  /** Where tags, pins and approvals are kept. */
  public Path state() {
    return root.resolve("state");
  }

  /** Where keys are kept. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** Where the folder is or would be; looks at nothing. */
  public static Path place(Map<String, String> environment, Path userHome) throws StateException {
    String set = environment.getOrDefault(VARIABLE, "");
    if (set.isEmpty()) {
      return userHome.resolve(FOLDER).toAbsolutePath();
    }
    Path path;
    try {
      path = Path.of(set);
    } catch (InvalidPathException wrong) {
      throw new StateException(
          "expected a path in " + VARIABLE + ", got something that is none; correct it");
    }
    // A relative one would be another folder for each process, and nothing would be shared.
    if (!path.isAbsolute()) {
      throw new StateException(
          "expected an absolute path in "
              + VARIABLE
              + ", got `"
              + path
              + "`; write it from the root");
    }
    return path.normalize();
  }

  private void refuseNonFolder() throws StateException {
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(root)) {
      throw new StateException(
          "expected a folder at `"
              + root
              + "`, found something else; move it away or set "
              + VARIABLE);
    }
  }

  /** A file of ours shows at once who we are, that we may write, and that there is room. */
  private void refuseForeign() throws StateException {
    Path probe =
        root.resolve(
            ".probe-"
                + ProcessHandle.current().pid()
                + "-"
                + Long.toUnsignedString(System.nanoTime(), Character.MAX_RADIX));
    try {
      try {
        OwnerOnly.createFile(probe);
        Files.write(probe, new byte[PROBE_BYTES]);
        refuseOtherOwner(Files.getOwner(probe));
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException refused) {
      throw StateException.refused("to write in the folder", root, refused);
    }
  }

  private void refuseOtherOwner(UserPrincipal we) throws IOException, StateException {
    UserPrincipal owner = Files.getOwner(root);
    if (!owner.equals(we)) {
      throw new StateException(
          "expected the folder `"
              + root
              + "` to belong to `"
              + we.getName()
              + "`, it belongs to `"
              + owner.getName()
              + "`; set "
              + VARIABLE
              + " to a folder of your own");
    }
  }

  private static void own(Path folder) throws StateException {
    try {
      OwnerOnly.createFolders(folder);
      OwnerOnly.tightenFolder(folder);
    } catch (IOException refused) {
      throw StateException.refused("a folder for its owner alone at", folder, refused);
    }
  }
}
