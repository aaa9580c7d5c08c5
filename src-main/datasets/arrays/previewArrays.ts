/** The first examples of two array files and what the settings make of them; faults become sentences. */
import type { DatasetPreview, Distribution, PreviewColumn } from '../../contract/datasetPreview'
import { LabFailure } from '../../contract/errors'
import { distributionOfCategories, distributionOfNumbers } from '../distribution'
import { emptyPreview } from '../previewDataset'
import { type OpenFile, withOpenFile } from '../readBytes'
import { type ArrayTargets, checkPair, targetsOf } from './arrayDataset'
import type { ArraySettings } from './arrayFields'
import { type ArrayFile, readArrayFile } from './arrayFile'
import { type ArrayHeader, byteOf, checkLength, countOf, type ReadHeader } from './arrayHeader'
import { type AxisOrder, readingOf, withChannelsFirst } from './axisOrder'
import { checkedElement, elementType } from './elementType'
import { npyHeadBytes } from './npyHeader'

const shownRows = 10
const shownInputs = 12
const shownClasses = 50
/** Of the targets, which are read whole to count classes. */
const mostTargetBytes = 16 * 1024 * 1024
/** Of the inputs, of which distributions are told. */
const mostMeasuredBytes = 16 * 1024 * 1024

/** Never throws for what the files hold. */
export function previewArrays(
  files: { readonly inputs: string; readonly targets: string },
  readHeader: ReadHeader,
  { task, axes }: Pick<ArraySettings, 'task' | 'axes'>,
): DatasetPreview {
  const problems: string[] = []
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof LabFailure)) throw error
      problems.push(error.message)
      return undefined
    }
  }
  const inputs = attempt(() => headOf(files.inputs, readHeader, axes))
  const targets = attempt(() => headOf(files.targets, readHeader, 'channelsFirst'))
  if (inputs !== undefined && targets !== undefined) attempt(() => checkPair(inputs, targets))
  if (inputs === undefined || targets === undefined || problems.length > 0) return { ...emptyPreview, problems }
  const whole = targets.sizeBytes > mostTargetBytes ? undefined : attempt(() => readArrayFile(targets.file, readHeader))
  const known = whole === undefined ? undefined : attempt(() => targetsOf(whole, task))
  const measured = attempt(() => measure(inputs)) ?? { rows: 0, distributions: [] }
  const [count = 0, ...rest] = inputs.shape
  const size = countOf(rest)
  const reading = readingOf(inputs.shape, axes)
  const shown = Math.min(size, shownInputs)
  const ofTargets = known === undefined || whole === undefined ? null : distributionOfTargets(known, whole)
  const isClasses = known?.kind === 'classification'
  return {
    columns: [
      ...Array.from({ length: shown }, (_, index) => ({
        ...numbers(`input ${index + 1}`, 'input'),
        distribution: measured.distributions[index] ?? null,
      })),
      {
        ...numbers('target', 'target'),
        ...(isClasses ? { type: 'category' as const, categories: known.classNames.length } : {}),
        distribution: ofTargets,
      },
    ],
    hiddenColumns: size - shown,
    rows: inputs.rows.map((row, index) => [...row, targets.rows[index]?.[0] ?? '']),
    rowCount: count,
    isWhole: true,
    measuredRows: measured.rows,
    task: known?.kind ?? null,
    inputs: size,
    outputs: known === undefined ? null : isClasses ? known.classNames.length : 1,
    classes: (known?.classNames ?? []).slice(0, shownClasses),
    facts: [`inputs ${inputs.stored}`, `targets ${targets.stored}`, ...(reading === null ? [] : [reading])],
    problems,
  }
}

interface Head extends ArrayHeader {
  readonly file: string
  readonly sizeBytes: number
  /** Shape and type as the file has them. */
  readonly stored: string
  readonly rows: readonly (readonly string[])[]
}

/** Header and first numbers; no more of the file is read. */
function headOf(file: string, readHeader: ReadHeader, axes: AxisOrder): Head {
  return withOpenFile(file, (open) => {
    const head = new Uint8Array(Math.min(npyHeadBytes, open.sizeBytes))
    const found = readHeader(file, head.subarray(0, open.read(head, 0)))
    checkLength(file, found, open.sizeBytes)
    const header = withChannelsFirst(file, found, axes)
    const [count = 0, ...rest] = header.shape
    const size = countOf(rest)
    const rows = Array.from({ length: Math.min(count, shownRows) }, (_, row) =>
      Array.from({ length: Math.min(size, shownInputs) }, (_, index) => elementText(open, header, row * size + index)),
    )
    return { ...header, file, sizeBytes: open.sizeBytes, stored: describe(found), rows }
  })
}

function elementText(open: OpenFile, header: ArrayHeader, index: number): string {
  const type = elementType(header.element)
  const bytes = new Uint8Array(type.bytes)
  open.read(bytes, byteOf(header, index))
  return String(type.read(new DataView(bytes.buffer), 0, header.isLittleEndian))
}

function numbers(name: string, role: PreviewColumn['role']) {
  return { name, role, type: 'number', categories: 0, missing: 0 } as const
}

/**
 * Distributions of the inputs that are shown, of as many examples as are read.
 *
 * @throws LabFailure naming the byte of a number that cannot be used
 */
function measure(header: Head): { rows: number; distributions: readonly (Distribution | null)[] } {
  const { file, element, strides } = header
  const [count = 0, ...rest] = header.shape
  const { bytes } = elementType(element)
  const columns = Math.min(countOf(rest), shownInputs)
  const stride = (strides[0] ?? 1) * bytes
  // Examples stand one behind the other, or each of their numbers stands with those of all others.
  const isByExample = stride >= countOf(rest) * bytes
  const rows = Math.min(count, Math.floor(mostMeasuredBytes / (isByExample ? stride : columns * bytes)))
  if (rows === 0) return { rows, distributions: [] }
  return withOpenFile(file, (open) => {
    const all = new Uint8Array((rows - 1) * stride + (isByExample ? stride : bytes))
    const starts = Array.from({ length: columns }, (_, index) => byteOf(header, index))
    if (isByExample) open.read(all, header.offset)
    const distributions = starts.map((start) => {
      if (!isByExample) open.read(all, start)
      const view = new DataView(all.buffer)
      const first = isByExample ? start - header.offset : 0
      const values = Float64Array.from({ length: rows }, (_, row) =>
        checkedElement(header, view, first + row * stride, start + row * stride),
      )
      return distributionOfNumbers(values)
    })
    return { rows, distributions }
  })
}

function distributionOfTargets({ kind, values, classNames }: ArrayTargets, { values: raw }: ArrayFile) {
  if (kind === 'regression') return distributionOfNumbers(raw)
  const counts = new Map(classNames.map((name) => [name, 0]))
  for (const index of values) counts.set(classNames[index]!, counts.get(classNames[index]!)! + 1)
  return distributionOfCategories(counts)
}

function describe({ shape, element, isFortranOrder }: ArrayHeader): string {
  return `${shape.join(' × ')}, ${elementType(element).title}${isFortranOrder ? ', Fortran order' : ''}`
}
