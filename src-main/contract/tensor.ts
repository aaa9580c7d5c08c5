/** Parameters and slots as they are kept, exported and sent: whole tensors by name. */
import { z } from './schema'

const valuesSchema = z.union([z.instanceof(Float32Array<ArrayBufferLike>), z.instanceof(Float64Array<ArrayBufferLike>)])

export const parameterTensorSchema = z.strictObject({
  name: z.string(),
  shape: z.array(z.number().int()),
  values: valuesSchema,
  slots: z.record(z.string(), valuesSchema),
})
/** One parameter with its slots; `values` row by row, `prod(shape)` long, and each slot as long. */
export type ParameterTensor = Readonly<z.infer<typeof parameterTensorSchema>>
