/** A card as a file: a PNG of what is seen, or a CSV of the series behind it in full resolution. */
import type { RunId } from '../../src-main/contract/identifiers'
import type { Result } from '../../src-main/contract/result'
import { failure } from '../../src-main/contract/result'
import type { Client } from '../lab/client'
import { resolveColour } from '../lab/resolveColour'
import type { ChartCard } from './chartDefinition'
import { composePicture } from './composePicture'
import type { LineChartInput } from './lineChart'

/** Null inside the result when the user closed the dialog. */
export async function exportPicture(
  client: Client,
  plot: HTMLCanvasElement,
  ratio: number,
  input: LineChartInput,
): Promise<Result<string | null>> {
  const canvas = composePicture(plot, ratio, input, resolveColour)
  const blob = await new Promise<Blob | null>((resolve) => {
    if (canvas === null) resolve(null)
    else canvas.toBlob(resolve, 'image/png')
  })
  if (blob === null) return failure({ kind: 'internal', message: `the picture of ${input.title} could not be made` })
  const png = new Uint8Array(await blob.arrayBuffer())
  return client.call('export.picture', { png, suggestedName: suggestedName(input.title) })
}

export async function exportSeries(
  client: Client,
  card: ChartCard,
  runs: readonly RunId[],
): Promise<Result<string | null>> {
  const keys = card.ribbon === null ? [card.line] : [card.line, card.ribbon.low, card.ribbon.high]
  return client.call('export.series', { runs: [...runs], keys, suggestedName: suggestedName(card.title) })
}

function suggestedName(title: string): string {
  return title.replaceAll(' · ', ' ')
}
