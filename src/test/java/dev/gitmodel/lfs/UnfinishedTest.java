package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a signal in the middle of a put leaves behind. */
final class UnfinishedTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aSignalWhileAFileIsWrittenLeavesNothingOfIt(String signal, int exit)
      throws IOException, InterruptedException {
    Path file = directory.resolve("weights.bin");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      // Long enough to be hashed for seconds; hardly any of it is written before the signal.
      sparse.setLength(4L << 30);
    }
    Path temps = Files.createDirectories(directory.resolve("lfs/tmp"));
    List<String> command = new ArrayList<>(Stock.java("64m", PutProgram.class));
    command.addAll(List.of(directory.resolve("lfs").toString(), file.toString()));

    try (WatchService watch = temps.getFileSystem().newWatchService()) {
      temps.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process put = new ProcessBuilder(command).redirectErrorStream(true).start();
      watch.take();
      Stock.run(directory, "kill", "-" + signal, String.valueOf(put.pid()));
      assertThat(put.waitFor()).isEqualTo(exit);
    }

    assertThat(Sources.filesBelow(directory.resolve("lfs"))).isEmpty();
  }
}
