/** Where the current instant comes from; passed to whatever needs it, so that a test can set the time. */
export type Clock = {
  now (): Date
}
