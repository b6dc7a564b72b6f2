/**
 * What a weights file says about itself (safetensors, GGUF, ONNX: tensors, types, shapes), read
 * without loading it.
 */
@NullMarked
package dev.gitmodel.weights;

import org.jspecify.annotations.NullMarked;
