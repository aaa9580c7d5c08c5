/**
 * The part of the WebAssembly JavaScript interface that the pure rooms use: they compile without the types of Node and
 * of the DOM, and WebAssembly is in neither ECMAScript library.
 *
 * Source: W3C, "WebAssembly JavaScript Interface", 2.0.
 */
declare namespace WebAssembly {
  /** Sizes in pages of 64 KiB. */
  interface MemoryDescriptor {
    readonly initial: number
    readonly maximum?: number
  }

  class Memory {
    constructor(descriptor: MemoryDescriptor)
    readonly buffer: ArrayBuffer
    /** Detaches `buffer`, and with it every view of it. @returns the size before, in pages */
    grow(pages: number): number
  }

  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>)
  }

  /** What a module of ours exports or imports: functions of numbers, and the memory. */
  type NumberFunction = (...numbers: number[]) => number
  type Imports = Readonly<Record<string, Readonly<Record<string, NumberFunction | Memory>>>>

  class Instance {
    constructor(module: Module, imports: Imports)
    readonly exports: Readonly<Record<string, NumberFunction>>
  }

  function validate(bytes: Uint8Array<ArrayBuffer>): boolean
}
