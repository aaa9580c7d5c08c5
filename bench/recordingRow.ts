/** One line of what recording costs: workload, contender, µs a step (median, best), and the share of the engine's speed. */
export type RecordingRow = Readonly<Record<string, string | number | null>>
