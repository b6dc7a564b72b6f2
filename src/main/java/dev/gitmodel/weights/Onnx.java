package dev.gitmodel.weights;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads ONNX: a protobuf {@code ModelProto}, of which the versions, the metadata and the
 * initializers of the graph are told.
 *
 * <p>ONNX has no magic; what makes a file one is an IR version and a graph.
 */
final class Onnx {
  private final Notes metadata = new Notes();
  private final OnnxGraph graph = new OnnxGraph();
  private boolean hasVersion;
  private boolean hasGraph;

  private Onnx() {}

  static WeightsSummary read(FileBytes in) throws IOException, UnparsedException {
    Onnx onnx = new Onnx();
    ProtoMessage model = ProtoMessage.of(in);
    while (model.next()) {
      onnx.readField(model);
    }
    if (!onnx.hasVersion || !onnx.hasGraph) {
      throw new UnparsedException("the file has no IR version or no graph");
    }
    Optional<String> otherFiles = onnx.graph.otherFiles();
    if (otherFiles.isPresent()) {
      onnx.metadata.put("external_data", otherFiles.get());
    }
    return WeightsSummary.parsed(WeightsFormat.ONNX, onnx.graph.tensors(), onnx.metadata);
  }

  private void readField(ProtoMessage model) throws IOException, UnparsedException {
    switch (model.field()) {
      case 1 -> {
        metadata.put("ir_version", Long.toString(model.number()));
        hasVersion = true;
      }
      case 2 -> metadata.put("producer_name", model.text());
      case 3 -> metadata.put("producer_version", model.text());
      case 4 -> metadata.put("domain", model.text());
      case 5 -> metadata.put("model_version", Long.toString(model.number()));
      case 7 -> {
        graph.read(model.message(), "");
        hasGraph = true;
      }
      case 8 -> readOpset(model.message());
      case 14 -> readProperty(model.message());
      default -> {}
    }
  }

  /** The operator set of the default domain is {@code opset}, others are {@code opset.DOMAIN}. */
  private void readOpset(ProtoMessage opset) throws IOException, UnparsedException {
    String domain = "";
    long version = 0;
    while (opset.next()) {
      switch (opset.field()) {
        case 1 -> domain = opset.name();
        case 2 -> version = opset.number();
        default -> {}
      }
    }
    boolean standard = domain.isEmpty() || domain.equals("ai.onnx");
    metadata.put(standard ? "opset" : "opset." + domain, Long.toString(version));
  }

  private void readProperty(ProtoMessage property) throws IOException, UnparsedException {
    String key = "";
    String value = "";
    while (property.next()) {
      switch (property.field()) {
        case 1 -> key = property.name();
        case 2 -> value = property.text();
        default -> {}
      }
    }
    metadata.put("metadata_props." + key, value);
  }
}
