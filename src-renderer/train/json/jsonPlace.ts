/**
 * Where in the text of a document a path stands, for problems in place.
 *
 * A value is marked whole; an object or a list by its key, since marking all of it would say nothing. What is missing
 * is marked at the nearest thing around it that is there.
 */
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import { parsePath } from '../draft/documentPath'

export interface TextPlace {
  readonly from: number
  readonly to: number
}

export function jsonPlace(text: string, path: string): TextPlace {
  const root = rootOf(text)
  if (root === undefined) return { from: 0, to: text.length }
  const keys = [...parsePath(path)]
  for (; keys.length > 0; keys.pop()) {
    const node = findNodeAtLocation(root, keys)
    if (node !== undefined) return placeOf(node)
  }
  return { from: root.offset, to: root.offset + 1 }
}

/** None of a text that is nested too deep for a parser that calls itself: what is wrong with it is of the whole. */
function rootOf(text: string): Node | undefined {
  try {
    return parseTree(text)
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined
    throw thrown
  }
}

function placeOf(node: Node): TextPlace {
  const isContainer = node.type === 'object' || node.type === 'array'
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined
  const shown = isContainer ? key : node
  if (shown === undefined) return { from: node.offset, to: node.offset + 1 }
  return { from: shown.offset, to: shown.offset + shown.length }
}
