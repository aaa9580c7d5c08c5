/**
 * One thread's part of a team's work: what an order means for its share of the rows, of the weights and of the update.
 *
 * Every thread has a network of its own over the same arrays. Leader and followers do the same, each its share.
 */
import type { ArenaParameter } from '../arena'
import type { Network } from '../network'
import type { Precision, Reals } from '../precision'
import { type Share, startOfShare } from './share'
import { SplitChain } from './splitChain'
import type { TeamBoard } from './teamBoard'
import { updateSlices } from './updateSlices'

/** Rows that kernels compute together. */
const TILE_ROWS = 4

export interface MemberRule {
  /** element of the arena that is the rule's first */
  readonly first: number
  /** Updates elements [start, end) of the rule's arrays. */
  readonly step: (step: number, scalars: Float64Array, start: number, end: number) => void
}

export interface MemberSetting {
  readonly network: Network
  readonly share: Share
  readonly parameters: readonly ArenaParameter[]
  /** by their numbers on the board */
  readonly rules: readonly MemberRule[]
  /** for the gradients between layers: the same arrays for all members */
  readonly allocate: (precision: Precision, length: number) => Reals
}

export class TeamMember {
  readonly #split: SplitChain
  readonly #share: Share
  readonly #rules: readonly MemberRule[]
  readonly #slices: ReturnType<typeof updateSlices>

  /** @throws RangeError if a layer of the network has no parts */
  constructor({ network, share, parameters, rules, allocate }: MemberSetting) {
    const { chain, ends } = network.links
    this.#split = new SplitChain(chain, ends, network.maxRows, network.precision, allocate)
    this.#share = share
    this.#rules = rules
    this.#slices = updateSlices(parameters, share)
  }

  /** Draws for all rows, in order: one member alone. */
  draw(rows: number): void {
    this.#split.draw(rows)
  }

  /** Does its share of what is on the board. */
  obey(board: TeamBoard): void {
    const { command, rows } = board
    const { index, count } = this.#share
    const from = startOfShare(rows, index, count, TILE_ROWS)
    const to = startOfShare(rows, index + 1, count, TILE_ROWS)
    switch (command) {
      case 'forward':
        this.#split.forward(from, to, 'repeat')
        return
      case 'evaluate':
        this.#split.forward(from, to, 'evaluation')
        return
      case 'inputGradients':
        this.#split.inputGradients(from, to)
        return
      case 'parameterGradients':
        this.#split.parameterGradients(rows, this.#share)
        return
      case 'update':
        this.#update(board)
        return
      case 'leave':
        return
    }
  }

  #update({ rule, step, scalars, start, end }: TeamBoard): void {
    const { first, step: update } = this.#rules[rule]!
    for (const slice of this.#slices) {
      const from = Math.max(start, slice.start - first)
      const to = Math.min(end, slice.end - first)
      if (from < to) update(step, scalars, from, to)
    }
  }
}

/** A follower's life: order after order, until it may leave. What it cannot do it reports, and leaves. */
export function follow(board: TeamBoard, member: TeamMember): void {
  let turn = 0
  try {
    for (;;) {
      turn = board.nextTurn(turn)
      if (board.command === 'leave') return
      member.obey(board)
      board.reportDone()
    }
  } catch (thrown) {
    board.reportFailure(thrown instanceof Error ? thrown.message : String(thrown))
  }
}
