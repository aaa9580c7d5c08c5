/** What the engine uses of WebAssembly. It is there in Node and in Electron; the engine's types know neither. */
export interface SharedMemory {
  /** Another object after each growth; views of the ones before stay good. */
  readonly buffer: SharedArrayBuffer
  /** @throws RangeError when there is no more */
  grow(pages: number): number
}

export interface WebAssemblyApi {
  Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  Instance: new (module: object, imports: { env: { memory: SharedMemory } }) => { readonly exports: unknown }
}

declare const WebAssembly: WebAssemblyApi

export const webAssembly: WebAssemblyApi = WebAssembly
