package dev.gitmodel.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Small folders that are whole models: weights of 64 KiB, a configuration, a manifest. */
final class ModelFolder {
  private static final int SIZE = 64 * 1024;
  private static final int HEADER = 504;

  private ModelFolder() {}

  /** Makes one; equal seeds give equal bytes, different seeds different weights. */
  static Path make(Path folder, String name, long seed) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("model.safetensors"), weights(seed));
      Files.writeString(
          folder.resolve("config.json"),
          """
          {"architectures": ["TinyClassifier"], "hidden_size": 128}
          """);
      Files.writeString(
          folder.resolve("model.yaml"),
          """
          name: %s
          summary: A small classifier.
          task: text-classification
          license: apache-2.0
          training:
            dataset: acme/tickets@2.1.0
            hyperparameters: {learning_rate: 2.0e-5, epochs: 3, seed: %d}
          """
              .formatted(name, seed));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A valid safetensors file: one tensor of 32-bit floats. */
  static byte[] weights(long seed) {
    int data = SIZE - 8 - HEADER;
    String header =
        "{\"weight\":{\"dtype\":\"F32\",\"shape\":[127,128],\"data_offsets\":[0,%d]}}"
            .formatted(data);
    byte[] values = new byte[data];
    new Random(seed).nextBytes(values);
    ByteBuffer file = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(HEADER);
    file.put((header + " ".repeat(HEADER - header.length())).getBytes(StandardCharsets.UTF_8));
    return file.put(values).array();
  }
}
