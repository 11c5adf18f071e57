package dev.brattice.provenance;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a tag. Version 1: the version, the time (8 bytes, big-endian), five names (length in
 * bytes as a varint, UTF-8), one byte that is 1 where the tag is coarse, the number of marks; per
 * mark its kind, length, rate, prefix, whole and spelling (8 bytes each), the number of its
 * fingerprints and for each its distance from the last offset and its 8 bytes. Numbers without a
 * stated size are varints of seven bits a byte, low bits first.
 */
final class TagCodec {
  static final int VERSION = 1;

  private static final int NAME_BYTES_MAX = Tag.NAME_CHARS_MAX * 3;
  private static final int MARK_BYTES_MIN = 21;

  private TagCodec() {}

  static byte[] encode(Tag tag) {
    var out = new ByteArrayOutputStream(256);
    out.write(VERSION);
    writeLong(out, tag.atMillis());
    for (String name :
        List.of(tag.call(), tag.server(), tag.tool(), tag.source(), tag.category())) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      writeInt(out, bytes.length);
      out.writeBytes(bytes);
    }
    out.write(tag.coarse() ? 1 : 0);
    writeInt(out, tag.marks().size());
    for (Mark mark : tag.marks()) {
      write(out, mark);
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, Mark mark) {
    out.write(mark.kind().code());
    writeInt(out, mark.length());
    writeInt(out, mark.rateHundredths());
    writeInt(out, mark.prefix());
    writeLong(out, mark.whole());
    writeLong(out, mark.spelling());
    writeInt(out, mark.grams());
    int last = 0;
    for (int i = 0; i < mark.grams(); i++) {
      writeInt(out, mark.offset(i) - last);
      writeLong(out, mark.gram(i));
      last = mark.offset(i);
    }
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static void writeLong(ByteArrayOutputStream out, long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }

  static Tag decode(byte[] entry) {
    ByteBuffer in = ByteBuffer.wrap(entry);
    try {
      return decode(in);
    } catch (BufferUnderflowException cut) {
      throw new TagFormatException(
          "expected a whole tag, got one that is cut short at byte " + entry.length);
    } catch (IllegalArgumentException invalid) {
      throw new TagFormatException("expected a tag whose parts belong together, got another");
    }
  }

  private static Tag decode(ByteBuffer in) {
    int version = in.get();
    if (version != VERSION) {
      throw new TagFormatException(
          "expected a tag of version " + VERSION + ", got one of version " + version);
    }
    long at = in.getLong();
    String call = readName(in);
    String server = readName(in);
    String tool = readName(in);
    String source = readName(in);
    String category = readName(in);
    boolean coarse = readFlag(in);
    int count = readCount(in, MARK_BYTES_MIN);
    List<Mark> marks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      marks.add(readMark(in));
    }
    if (in.hasRemaining()) {
      throw new TagFormatException(
          "expected the end of a tag at byte " + in.position() + ", got more");
    }
    return new Tag(at, call, server, tool, source, category, marks, coarse);
  }

  private static Mark readMark(ByteBuffer in) {
    Mark.Kind kind = readKind(in);
    int length = readInt(in);
    int rate = readInt(in);
    int prefix = readInt(in);
    long whole = in.getLong();
    long spelling = in.getLong();
    int count = readCount(in, Long.BYTES + 1);
    long[] grams = new long[count];
    int[] offsets = new int[count];
    int last = 0;
    for (int i = 0; i < count; i++) {
      last += readInt(in);
      if (last < 0 || last >= length) {
        throw new TagFormatException(
            "expected offsets within the marked text at byte " + in.position());
      }
      offsets[i] = last;
      grams[i] = in.getLong();
    }
    return new Mark(kind, length, rate, prefix, whole, spelling, grams, offsets);
  }

  private static Mark.Kind readKind(ByteBuffer in) {
    int code = in.get();
    for (Mark.Kind kind : Mark.Kind.values()) {
      if (kind.code() == code) {
        return kind;
      }
    }
    throw new TagFormatException(
        "expected a known kind of mark at byte " + (in.position() - 1) + ", got another");
  }

  /** A count of parts of at least {@code bytes} each, all of which must be there. */
  private static int readCount(ByteBuffer in, int bytes) {
    int count = readInt(in);
    if (count > in.remaining() / bytes) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  private static String readName(ByteBuffer in) {
    int length = readInt(in);
    if (length > NAME_BYTES_MAX) {
      throw new TagFormatException(
          "expected a name of at most " + NAME_BYTES_MAX + " bytes at byte " + in.position());
    }
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] name = new byte[length];
    in.get(name);
    return new String(name, StandardCharsets.UTF_8);
  }

  private static boolean readFlag(ByteBuffer in) {
    int flag = in.get();
    if (flag != 0 && flag != 1) {
      throw new TagFormatException("expected 0 or 1 at byte " + (in.position() - 1));
    }
    return flag == 1;
  }

  private static int readInt(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7F) << shift;
      if (part >= 0) {
        if (value < 0 || (shift == 28 && part > 7)) {
          break;
        }
        return value;
      }
    }
    throw new TagFormatException("expected a number that fits at byte " + in.position());
  }
}
