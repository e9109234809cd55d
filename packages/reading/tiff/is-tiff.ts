const signs = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']

/** Whether bytes begin as a TIFF file does, be it one of the larger kind, whose places are numbers of eight bytes. */
export function isTiff (bytes: Uint8Array): boolean {
  return signs.includes(Buffer.from(bytes.subarray(0, 4)).toString('latin1'))
}
