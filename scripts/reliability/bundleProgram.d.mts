/** For tests of rooms, whose compilation leaves JavaScript out. */
export function bundleProgram(entry: string): Promise<{ readonly program: string; remove(): void }>
