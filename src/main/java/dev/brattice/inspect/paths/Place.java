package dev.brattice.inspect.paths;

/**
 * The place that a spelling of a path stands for.
 *
 * @param path absolute, with slashes, without {@code .}, {@code ..}, empty and trailing parts; on
 *     Windows with a lower-case drive, such as {@code c:/users}
 * @param climbs whether the spelling has a part {@code ..}
 * @param climbsBeyondTop how many parts {@code ..} went above the top folder
 * @param disguised whether parts {@code ..} or separators were encoded or made of look-alikes
 * @param hasNull whether the spelling holds a null character, plain or encoded
 * @param corrupt whether it holds encoded bytes that no text has
 * @param share whether it is on another machine (a UNC path)
 * @param aim what follows the last part {@code ..}, from the top: the place that whoever climbs
 *     without knowing the depth is after; empty where nothing climbs
 */
public record Place(
    String path,
    boolean climbs,
    int climbsBeyondTop,
    boolean disguised,
    boolean hasNull,
    boolean corrupt,
    boolean share,
    String aim) {

  /** The canonical {@code path}, reached without detours. */
  public static Place plain(String path) {
    return new Place(path, false, 0, false, false, false, false, "");
  }

  /** Whether this is {@code folder} or lies inside it; letter case counts only where it must. */
  public boolean isWithin(String folder) {
    return within(path, folder);
  }

  /** Whether {@code path} is {@code folder} or lies inside it. Both are canonical. */
  public static boolean within(String path, String folder) {
    if (folder.equals("/")) {
      return path.startsWith("/");
    }
    boolean ignoreCase = ignoresCase(folder);
    int length = folder.length();
    return path.regionMatches(ignoreCase, 0, folder, 0, length)
        && (path.length() == length || path.charAt(length) == '/');
  }

  /** Whether the file system that {@code path} is spelt for usually ignores letter case. */
  static boolean ignoresCase(String path) {
    return path.startsWith("/Users/")
        || path.startsWith("/Volumes/")
        || path.length() > 1 && path.charAt(1) == ':';
  }

  /** The last part. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
