package dev.brattice.provenance;

/**
 * How many bits of surprise a folded text holds: what separates a key from a word, and what a
 * partial match is worth as evidence.
 */
final class Surprisal {
  /** What one unit of a text can be worth at most, by what the text is made of. */
  private static final double DIGITS_CAP = 3.3;

  private static final double HEX_CAP = 3.6;
  private static final double MIXED_CAP = 4.5;

  /** What one unit of ordinary language is worth once its neighbours are known. */
  private static final double NATURAL_CAP = 2.5;

  /** Words and names put together stay below the first, single words below the second. */
  private static final double NATURAL_MEAN_MAX = 4.6;

  private static final double WORDS_MEAN_MAX = 4.2;

  /** Letters drawn by lot cost more than this, nearly every word of a language costs less. */
  private static final double SPELT_MEAN_MAX = 5.0;

  private static final double SHORT_RANDOM_MEAN_MIN = 4.8;
  private static final int RANDOM_UNITS_MIN = 12;
  private static final int HEX_UNITS_MIN = 16;
  private static final int LONG_UNITS_MIN = 16;
  private static final double IDEOGRAPH_BITS = 6;
  private static final double OTHER_LETTER_BITS = 2.5;
  private static final double FIRST_LETTER_BITS = 4.7;
  private static final double CHANGE_BITS = 5;
  private static final double REPEATED_BITS = 0.5;
  private static final double IN_ORDER_BITS = 1;
  private static final int PERIOD_MAX = 4;

  // Quarter bits above '0' that a letter (column) costs after another (row) in English prose and
  // program text.
  private static final String[] AFTER = {
    "PD@APLESCVI=@;VDW<?;FIONHT", ">JEI:JPS?AR<LN?KXCAK;UUS?R", "=NGL<MS=DT@?KP9HVCJ=DQSUNW",
    ">GHB6HOM:SREKJ?JUFBEBMKSKW", "BJA?FBJOHOR?D=JEI;=?NHJBIV", "?KFG@@NL9WSDKI:JV?D?BQNSHW",
    "CLHK8JG><VTCFACFW??CBMMVPN", ":ROO5QSR<VTNKO>JXGJ?FURWOX", "FDAEE@DWSXP?C8>GVE==THXKXK",
    "?PJK6ORSFRJPPN<JQN7P?SLWTW", ">KHI5IFK=TPFKEFITJ?FFPEUNU", ">KLC9>NQ:WS>PO?KXNACBOPVDV",
    ":DMI7PSS?SQFBL><WPCJESSUCX", "?O@<=F=PCUKHMH=KVN=;FIPUHU", "JGC@MAITJSJD@9FAX:C@@GEQTV",
    ";SLJ;OPJBXN>MQ=AW<D>AQQWBX", "JMKLOMQPKWTDKJOMFFCK2MASUW", ">NEF8KER=WIGDA=IWB@@GKNVEX",
    "CNDK8JLC>VLHJI@CRJ>:BOKUHV", "?NHK;JR9<WSJKL>FW?BCBRIRDU", "F@FE?FHVCWU>A=MAY;=<QUVNWV",
    "8QIR4PQT=XWPJMFKXNKORPTTRX", "9OMJ>PQ;8XRKPC=OW@EMQTGUVW", "AK<J<JQN?UUIFLJ;TJD7OPQEGR",
    "BGEFDGDLBTOCCB=:U>=>LMCQPR", "=MLN4KPK:WSBFLDMWKHKNUJRII",
  };

  private Surprisal() {}

  /** The mean bits of a unit of {@code [from, to)}, without caps. */
  static double mean(char[] units, int from, int to) {
    double bits = 0;
    for (int i = from; i < to; i++) {
      if (i == from) {
        bits += FIRST_LETTER_BITS;
      } else {
        bits += repeats(units, from, i) ? REPEATED_BITS : bits(units[i - 1], units[i]);
      }
    }
    return to == from ? 0 : bits / (to - from);
  }

  /** Whether the unit {@code i} and the one before it stand alike a few units earlier. */
  private static boolean repeats(char[] units, int from, int i) {
    for (int period = 2; period <= PERIOD_MAX && i - period > from; period++) {
      if (units[i] == units[i - period] && units[i - 1] == units[i - 1 - period]) {
        return true;
      }
    }
    return false;
  }

  private static double bits(char before, char unit) {
    if (unit == before) {
      return REPEATED_BITS;
    }
    if (unit == before + 1 && unit < 128) {
      // 12345, abcde.
      return IN_ORDER_BITS;
    }
    if (isLetter(unit) && isLetter(before)) {
      return (AFTER[before - 'a'].charAt(unit - 'a') - '0') / 4.0;
    }
    if (isDigit(unit) && isDigit(before)) {
      return DIGITS_CAP;
    }
    if (unit < 128) {
      return CHANGE_BITS;
    }
    return unit >= 0x2E80 ? IDEOGRAPH_BITS : OTHER_LETTER_BITS;
  }

  /** What each unit of the value {@code [from, to)} is worth as evidence, in bits. */
  static double rate(char[] units, int from, int to) {
    double mean = mean(units, from, to);
    int digits = 0;
    int hex = 0;
    int ideographs = 0;
    int foreign = 0;
    for (int i = from; i < to; i++) {
      char unit = units[i];
      ideographs += unit >= 0x2E80 ? 1 : 0;
      digits += isDigit(unit) ? 1 : 0;
      hex += isDigit(unit) || (unit >= 'a' && unit <= 'f') ? 1 : 0;
      foreign += unit >= 128 ? 1 : 0;
    }
    int length = to - from;
    if (digits == length) {
      return Math.min(mean, DIGITS_CAP);
    }
    if (hex == length) {
      return Math.min(mean, HEX_CAP);
    }
    if (ideographs * 2 > length) {
      return Math.min(mean, IDEOGRAPH_BITS);
    }
    if (foreign > 0) {
      // Many of its letters fold into Latin ones, so their mean says nothing.
      return NATURAL_CAP;
    }
    return Math.min(mean, mean < WORDS_MEAN_MAX && digits * 6 < length ? NATURAL_CAP : MIXED_CAP);
  }

  /** Whether {@code [from, to)} is letters alone that follow each other as those of words do. */
  static boolean isWord(char[] units, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isLetter(units[i])) {
        return false;
      }
    }
    return mean(units, from, to) < SPELT_MEAN_MAX;
  }

  /** Whether {@code [from, to)} looks drawn by lot rather than spelt by a person. */
  static boolean isRandom(char[] units, int from, int to) {
    int length = to - from;
    if (length < RANDOM_UNITS_MIN) {
      return false;
    }
    int digits = 0;
    int hexLetters = 0;
    for (int i = from; i < to; i++) {
      if (units[i] >= 128) {
        return false;
      }
      digits += isDigit(units[i]) ? 1 : 0;
      hexLetters += units[i] >= 'a' && units[i] <= 'f' ? 1 : 0;
    }
    if (digits == length) {
      return false;
    }
    if (digits + hexLetters == length && digits >= 3 && hexLetters >= 3) {
      return length >= HEX_UNITS_MIN;
    }
    return mean(units, from, to)
        >= (length >= LONG_UNITS_MIN ? NATURAL_MEAN_MAX : SHORT_RANDOM_MEAN_MIN);
  }

  private static boolean isLetter(char unit) {
    return unit >= 'a' && unit <= 'z';
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }
}
