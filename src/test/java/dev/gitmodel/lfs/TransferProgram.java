package dev.gitmodel.lfs;

import java.nio.file.Path;
import java.time.Clock;

/**
 * What an ssh host runs: {@code TransferProgram <repository> <operation>}, on the standard streams.
 */
final class TransferProgram {
  private TransferProgram() {}

  public static void main(String[] arguments) {
    TransferServer.Visit visit =
        new TransferServer.Visit(TransferOperation.parse(arguments[1]), "ada");
    new TransferServer(Path.of(arguments[0]), visit, Clock.systemUTC())
        .serve(System.in, System.out);
  }
}
