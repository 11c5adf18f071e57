package dev.brattice.wire.http;

import dev.brattice.wire.Frame;
import dev.brattice.wire.Line;
import dev.brattice.wire.Oversized;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a stream of server-sent events (HTML Living Standard, section 9.2.6), each byte once.
 * Blocking; for one thread. Memory: the buffer, and at most twice the event.
 */
public final class EventReader {
  /** The longest type or id of an event, in bytes; a longer one counts as not given. */
  public static final int FIELD_BYTES_MAX = 1_024;

  /** How long a server may have its client wait before it comes back, in milliseconds. */
  public static final long RETRY_MILLIS_MAX = 30_000;

  private static final int BUFFER_BYTES = 16 << 10;
  private static final int NAME_BYTES_MAX = 8;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final String MESSAGE = "message";

  private final InputStream in;
  private final int dataBytesMax;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private boolean atStart = true;

  /** Whether the line before ended with CR, so that a LF is still part of its end. */
  private boolean afterReturn;

  // Invariant: what was read of the event that is not complete yet.
  private byte[] data = new byte[0];
  private int dataLength;
  private long dataBytes;
  private boolean hasData;
  private String type = MESSAGE;

  private final byte[] field = new byte[FIELD_BYTES_MAX];
  private int fieldLength;
  private Optional<String> lastId = Optional.empty();
  private Optional<Long> retryMillis = Optional.empty();

  /** Reads {@code in}; an event of more than {@code dataBytesMax} bytes is passed over. */
  public EventReader(InputStream in, int dataBytesMax) {
    this.in = in;
    this.dataBytesMax = dataBytesMax;
  }

  /** The last id that the stream gave, also in an event without data. */
  public Optional<String> lastId() {
    return lastId.filter(id -> !id.isEmpty());
  }

  /** How long the server has its clients wait, in milliseconds, where it said so. */
  public Optional<Long> retryMillis() {
    return retryMillis;
  }

  /** The next event, or empty at the end of the stream, whose last event may be incomplete. */
  public Optional<ServerEvent> next() throws IOException {
    while (more()) {
      byte first = buffer[position];
      if (first == '\n' || first == '\r') {
        endLine();
        Optional<ServerEvent> event = dispatched();
        if (event.isPresent()) {
          return event;
        }
      } else {
        line();
      }
    }
    return Optional.empty();
  }

  private Optional<ServerEvent> dispatched() {
    Optional<ServerEvent> event =
        hasData ? Optional.of(new ServerEvent(type, content())) : Optional.empty();
    data = new byte[0];
    dataLength = 0;
    dataBytes = 0;
    hasData = false;
    type = MESSAGE;
    return event;
  }

  private Line content() {
    return dataBytes > dataBytesMax
        ? new Oversized(dataBytes, Optional.empty(), false)
        : Frame.of(dataLength == data.length ? data : Arrays.copyOf(data, dataLength));
  }

  private void line() throws IOException {
    String name = name();
    boolean isData = name.equals("data");
    if (isData && hasData) {
      append(new byte[] {'\n'}, 0, 1);
    }
    fieldLength = 0;
    boolean fits = true;
    while (more() && !atLineEnd()) {
      int end = lineEnd();
      if (isData) {
        append(buffer, position, end);
      } else {
        fits &= keep(end);
      }
      position = end;
    }
    // A line that the stream breaks off in says nothing.
    if (more()) {
      endLine();
      hasData |= isData;
      if (fits) {
        take(name);
      }
    }
  }

  /** The field's name, with what separates it from its value passed over. */
  private String name() throws IOException {
    fieldLength = 0;
    boolean fits = true;
    while (more() && !atLineEnd() && buffer[position] != ':') {
      fits &= fieldLength < NAME_BYTES_MAX;
      if (fits) {
        field[fieldLength++] = buffer[position];
      }
      position++;
    }
    String name = fits ? text() : "";
    if (more() && buffer[position] == ':') {
      position++;
      if (more() && buffer[position] == ' ') {
        position++;
      }
    }
    return name;
  }

  private void take(String name) {
    switch (name) {
      case "event" -> type = fieldLength == 0 ? MESSAGE : text();
      case "id" -> {
        String id = text();
        if (id.indexOf('\0') < 0) {
          lastId = Optional.of(id);
        }
      }
      case "retry" -> retry();
      // Comments, and fields that do not exist.
      default -> {}
    }
  }

  private void retry() {
    long millis = 0;
    for (int i = 0; i < fieldLength; i++) {
      if (field[i] < '0' || field[i] > '9') {
        return;
      }
      millis = Math.min(RETRY_MILLIS_MAX, millis * 10 + field[i] - '0');
    }
    if (fieldLength > 0) {
      retryMillis = Optional.of(millis);
    }
  }

  private String text() {
    return new String(field, 0, fieldLength, StandardCharsets.UTF_8);
  }

  private boolean keep(int end) {
    int length = end - position;
    if (fieldLength + length > FIELD_BYTES_MAX) {
      return false;
    }
    System.arraycopy(buffer, position, field, fieldLength, length);
    fieldLength += length;
    return true;
  }

  /** Once an event is too long, only its length is kept. */
  private void append(byte[] bytes, int from, int to) {
    int length = to - from;
    dataBytes += length;
    if (dataBytes > dataBytesMax) {
      data = new byte[0];
      dataLength = 0;
      return;
    }
    if (data.length < dataLength + length) {
      long doubled = Math.max(dataLength + length, data.length * 2L);
      data = Arrays.copyOf(data, (int) Math.min(dataBytesMax, doubled));
    }
    System.arraycopy(bytes, from, data, dataLength, length);
    dataLength += length;
  }

  private boolean atLineEnd() {
    return buffer[position] == '\n' || buffer[position] == '\r';
  }

  private int lineEnd() {
    int i = position;
    while (i < limit && buffer[i] != '\n' && buffer[i] != '\r') {
      i++;
    }
    return i;
  }

  /** Passes over CR or LF; the LF of a CRLF is left for later, when it is there for sure. */
  private void endLine() {
    afterReturn = buffer[position] == '\r';
    position++;
  }

  /** Whether there is a byte at {@link #position}; waits for one. */
  private boolean more() throws IOException {
    while (true) {
      if (position == limit && !fill()) {
        return false;
      }
      if (!afterReturn) {
        return true;
      }
      afterReturn = false;
      if (buffer[position] == '\n') {
        position++;
      }
    }
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, 0, buffer.length);
    if (read <= 0) {
      return false;
    }
    position = 0;
    limit = read;
    if (atStart) {
      atStart = false;
      passOverMark();
    }
    return position < limit || fill();
  }

  private void passOverMark() throws IOException {
    while (limit < BYTE_ORDER_MARK.length && startsLikeMark()) {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read <= 0) {
        return;
      }
      limit += read;
    }
    if (limit >= BYTE_ORDER_MARK.length && startsLikeMark()) {
      position = BYTE_ORDER_MARK.length;
    }
  }

  private boolean startsLikeMark() {
    int length = Math.min(limit, BYTE_ORDER_MARK.length);
    return Arrays.equals(buffer, 0, length, BYTE_ORDER_MARK, 0, length);
  }
}
