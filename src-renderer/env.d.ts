/** What the window has besides the DOM: the bridge of the preload, and style sheets as imports. */
interface Window {
  readonly lab: import('../src-main/contract/bridge').LabBridge
}

declare module '*.css' {}
