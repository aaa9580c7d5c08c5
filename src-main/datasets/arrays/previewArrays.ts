/** The first examples of two array files and what the settings make of them; faults become sentences. */
import type { DatasetPreview, PreviewColumn } from '../../contract/datasetPreview'
import { LabFailure } from '../../contract/errors'
import { emptyPreview } from '../emptyPreview'
import { type OpenFile, withOpenFile } from '../readBytes'
import type { ArraySettings } from './arrayFields'
import { readArrayFile } from './arrayFile'
import { type ArrayHeader, byteOf, checkLength, countOf, type ReadHeader } from './arrayHeader'
import { checkPair, targetsOf } from './arrayTargets'
import { type AxisOrder, readingOf, withChannelsFirst } from './axisOrder'
import { elementType } from './elementType'
import { npyHeadBytes } from './npyHeader'

const shownRows = 10
const shownInputs = 12
const shownClasses = 50
/** Of the targets, which are read whole to count classes. */
const mostTargetBytes = 16 * 1024 * 1024

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
  const known =
    targets.sizeBytes > mostTargetBytes
      ? undefined
      : attempt(() => targetsOf(readArrayFile(targets.file, readHeader), task))
  const [count = 0, ...rest] = inputs.shape
  const size = countOf(rest)
  const reading = readingOf(inputs.shape, axes)
  const shown = Math.min(size, shownInputs)
  const isClasses = known?.kind === 'classification'
  return {
    columns: [
      ...Array.from({ length: shown }, (_, index) => column(`input ${index + 1}`, 'input', 'number', 0)),
      column('target', 'target', isClasses ? 'category' : 'number', known?.classNames.length ?? 0),
    ],
    hiddenColumns: size - shown,
    rows: inputs.rows.map((row, index) => [...row, targets.rows[index]?.[0] ?? '']),
    rowCount: count,
    isWhole: true,
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

function column(name: string, role: PreviewColumn['role'], type: PreviewColumn['type'], categories: number) {
  return { name, role, type, categories, missing: 0 }
}

function describe({ shape, element, isFortranOrder }: ArrayHeader): string {
  return `${shape.join(' × ')}, ${elementType(element).title}${isFortranOrder ? ', Fortran order' : ''}`
}
