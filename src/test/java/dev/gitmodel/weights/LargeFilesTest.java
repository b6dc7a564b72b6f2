package dev.gitmodel.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many gigabytes, sparse on disk, are read with a few megabytes of memory. */
class LargeFilesTest {
  private static final long GIB = 1L << 30;
  private static final long MEMORY = 8L << 20;

  @TempDir Path directory;

  private WeightsSummary readLean(String name, byte[] start, long size) throws IOException {
    Path path = directory.resolve(name);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(start);
      file.setLength(size);
    }
    WeightsReader.read(path);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    WeightsSummary summary = WeightsReader.read(path).orElseThrow();
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isBetween(1L, MEMORY);
    return summary;
  }

  @Test
  void fiveGibibytesOfSafetensors() throws IOException {
    String header =
        SafetensorsFile.header(
            SafetensorsFile.tensor("a", "U8", "[5,1073741823]", 0, 5 * GIB - 5),
            SafetensorsFile.tensor("b", "I8", "[5]", 5 * GIB - 5, 5 * GIB));
    byte[] start = SafetensorsFile.of(header, 0);

    WeightsSummary summary = readLean("m.safetensors", start, start.length + 5 * GIB);

    assertThat(summary.unparsed()).isEmpty();
    assertThat(summary.parameters()).isEqualTo(5 * GIB);
    assertThat(summary.tensors().get(1).bytes())
        .contains(new ByteRange(start.length + 5 * GIB - 5, 5));
  }

  @Test
  void fiveGibibytesOfGguf() throws IOException {
    byte[] start = GgufFile.v3().tensor("a", 24, 0, 5, GIB).tensor("b", 24, 5 * GIB, 1).toBytes(0);

    WeightsSummary summary = readLean("m.gguf", start, start.length + 5 * GIB + 1);

    assertThat(summary.unparsed()).isEmpty();
    assertThat(summary.parameters()).isEqualTo(5 * GIB + 1);
  }

  @Test
  void fiveGibibytesOfOnnx() throws IOException {
    // Lengths come before what they measure, so the raw data can be the sparse end of the file.
    byte[] rawStart = new Proto().claimed(9, 5 * GIB).toBytes();
    byte[] tensorFields = OnnxFile.tensor("W", 2, 5, GIB).toBytes();
    long tensorLength = tensorFields.length + rawStart.length + 5 * GIB;
    byte[] tensorStart = new Proto().claimed(5, tensorLength).toBytes();
    long graphLength = tensorStart.length + tensorLength;
    byte[] start =
        new Proto()
            .number(1, 8)
            .claimed(7, graphLength)
            .raw(tensorStart)
            .raw(tensorFields)
            .raw(rawStart)
            .toBytes();

    WeightsSummary summary = readLean("m.onnx", start, start.length + 5 * GIB);

    assertThat(summary.unparsed()).isEmpty();
    assertThat(summary.parameters()).isEqualTo(5 * GIB);
    assertThat(summary.tensors().get(0).bytes()).contains(new ByteRange(start.length, 5 * GIB));
  }

  @Test
  void aHundredMegabyteHeaderOfNothingIsReadAsAStream() throws IOException {
    byte[] start = ByteWriter.littleEndian().int64(100_000_000).text("{}").toBytes();

    WeightsSummary summary = readLean("m.safetensors", start, 8 + 100_000_000);

    assertThat(summary.unparsed().orElseThrow()).contains("not valid JSON");
  }

  @Test
  void aFileThatDescribesItselfWithoutEndIsGivenUp() throws IOException {
    // A vocabulary of empty texts: every length of zero has to be read, none is a wrong one.
    byte[] start = GgufFile.v3().entry("tokens", 9, out -> out.int32(8).int64(GIB / 4)).toBytes(0);

    WeightsSummary summary = readLean("m.gguf", start, 4 * GIB);

    assertThat(summary.unparsed()).contains("it describes itself in more than 134217728 bytes");
  }

  @Test
  void moreTensorsThanWeKeepAreRefused() throws IOException {
    String tensor = "\"%06d\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,0]},";
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i <= TensorList.MAX_TENSORS; i++) {
      header.append(tensor.formatted(i));
    }

    assertThat(Summaries.reason("m.safetensors", SafetensorsFile.of(header.toString(), 0)))
        .isEqualTo("250001 tensors, more than 250000");
  }
}
