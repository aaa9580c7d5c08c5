/**
 * Whether WebAssembly checks the bounds of every load by an instruction of its own in a process: where no trap handler
 * finds the bad ones. Being wrong about it costs speed, never a bit.
 *
 * Source: electron/electron#48983, trap handlers in all Node.js processes behind the fuse `WasmTrapHandlers`.
 */

/** The first Electron whose utility processes have a trap handler. */
const firstWithTrapHandler = 41
const flags = ['--wasm-enforce-bounds-checks', '--disable-wasm-trap-handler']

/**
 * @param electron - its version; undefined in Node
 * @param parameters - what the process was started with
 */
export function areLoadsChecked(electron: string | undefined, parameters: readonly string[]): boolean {
  const isOld = electron !== undefined && Number.parseInt(electron, 10) < firstWithTrapHandler
  return isOld || flags.some((flag) => parameters.includes(flag))
}
