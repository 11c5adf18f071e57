package dev.brattice.audit;

import dev.brattice.state.FileMutex;
import dev.brattice.state.OwnerOnly;
import dev.brattice.state.StateException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds records. An SQLite file beside the segments that is brought up to date when a query comes
 * and can be thrown away at any time: the segments are the truth. Several processes may query at
 * once. Where the folder cannot be written, the index lives in memory.
 */
public final class AuditIndex implements AutoCloseable {
  private static final String FILE = "index.db";
  private static final List<String> PARTS = List.of(FILE, FILE + "-wal", FILE + "-shm");
  private static final String IN_MEMORY = "jdbc:sqlite::memory:";
  private static final String LOGGING_NOTICES = "slf4j.internal.verbosity";
  private static final int SQLITE_BUSY = 5;
  private static final int PRIMARY_CODE = 0xFF;

  static {
    // The driver asks for a logging library that has nowhere to write to, and that says so on
    // standard error, unless it is told to be quiet.
    if (System.getProperty(LOGGING_NOTICES) == null) {
      System.setProperty(LOGGING_NOTICES, "ERROR");
    }
  }

  private final AuditFolder folder;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}. */
  private Connection connection;

  private AuditIndex(AuditFolder folder, Connection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  /** Opens the index of the folder {@code directory}; makes one where there is none. */
  public static AuditIndex open(Path directory) throws AuditException {
    if (!Files.isDirectory(directory)) {
      throw new AuditException(
          "expected a folder of evidence at `" + directory + "`, found none; check the path");
    }
    AuditFolder folder = new AuditFolder(directory.toAbsolutePath());
    try {
      return new AuditIndex(folder, connect(folder));
    } catch (SQLException refused) {
      throw broken(folder, refused);
    }
  }

  private static Connection connect(AuditFolder folder) throws SQLException, AuditException {
    Path file = folder.path().resolve(FILE);
    // SQLite would take what follows a question mark for options.
    if (!isWritable(folder, file) || file.toString().indexOf('?') >= 0) {
      return IndexSchema.prepare(DriverManager.getConnection(IN_MEMORY));
    }
    try {
      return IndexSchema.prepare(DriverManager.getConnection("jdbc:sqlite:" + file));
    } catch (SQLException foreign) {
      if (isBusy(foreign)) {
        throw foreign;
      }
      remove(folder);
      return IndexSchema.prepare(DriverManager.getConnection("jdbc:sqlite:" + file));
    }
  }

  private static boolean isWritable(AuditFolder folder, Path file) {
    try {
      if (!Files.exists(file)) {
        OwnerOnly.createFile(file);
      }
    } catch (FileAlreadyExistsException quicker) {
      // Another process created it.
    } catch (IOException readOnly) {
      return false;
    }
    return Files.isWritable(file) && Files.isWritable(folder.path());
  }

  private static void remove(AuditFolder folder) throws AuditException {
    try (FileMutex held = FileMutex.acquire(folder.path().resolve("index.lock"))) {
      held.requireHeld();
      for (String part : PARTS) {
        Files.deleteIfExists(folder.path().resolve(part));
      }
      OwnerOnly.createFile(folder.path().resolve(FILE));
    } catch (IOException refused) {
      throw AuditException.refused("to remove the broken index in", folder.path(), refused);
    } catch (StateException refused) {
      throw new AuditException(refused.getMessage());
    }
  }

  /** The records that {@code query} asks for, as the segments hold them at this moment. */
  public List<AuditRow> query(AuditQuery query) throws AuditException {
    lock.lock();
    try {
      try {
        return answer(query);
      } catch (SQLException broken) {
        if (isBusy(broken)) {
          throw broken;
        }
        // Whatever it is, the index can be made again; what fails then is the machine's.
        again();
        return answer(query);
      }
    } catch (SQLException broken) {
      throw broken(folder, broken);
    } catch (IOException refused) {
      throw AuditException.refused("to read the evidence in", folder.path(), refused);
    } finally {
      lock.unlock();
    }
  }

  private List<AuditRow> answer(AuditQuery query) throws SQLException, IOException {
    new IndexUpdate(connection, folder).run();
    return IndexSearch.find(connection, folder, query);
  }

  private void again() throws SQLException, AuditException {
    connection.close();
    remove(folder);
    connection = connect(folder);
  }

  private static boolean isBusy(SQLException exception) {
    return (exception.getErrorCode() & PRIMARY_CODE) == SQLITE_BUSY;
  }

  // The message of SQLite names no record, only tables and files.
  private static AuditException broken(AuditFolder folder, SQLException cause) {
    return new AuditException(
        "expected to use the index in `"
            + folder.path()
            + "`, SQLite refused with code "
            + cause.getErrorCode()
            + (isBusy(cause)
                ? "; another process is using it, try again"
                : "; free some space or delete `" + FILE + "` there"));
  }

  @Override
  public void close() throws AuditException {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException refused) {
      throw broken(folder, refused);
    } finally {
      lock.unlock();
    }
  }
}
