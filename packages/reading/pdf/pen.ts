/** What the words of a page are written with at one place in its content. */
export type Pen = {
  save (): void
  restore (): void
  scale (matrix: readonly number[]): void
  textScale (matrix: readonly number[]): void
  colour (colour: string): void
  font (name: string, size: number): void
  fontName (): string
  mode (mode: number): void
  /** Whether it writes in invisible ink. */
  isInvisible (): boolean
  /** How much larger than said it draws. */
  size (): number
  /** Whether nobody sees what it writes on white paper: it is too pale or too small. */
  isFaint (): boolean
}

type State = { colour: string, font: string, points: number, mode: number, scale: number, textScale: number }

const smallest = 2
const invisibleModes = new Set([3, 7])
const pale = /^#f[\da-f]f[\da-f]f[\da-f]$/i

/** Takes the pen with which a page begins. */
export function openPen (): Pen {
  let state: State = { colour: '#000000', font: '', points: 0, mode: 0, scale: 1, textScale: 1 }
  const saved: State[] = []
  const heightOf = ([, , across = 0, up = 1]: readonly number[]): number => Math.hypot(across, up)
  return {
    save: () => void saved.push({ ...state }),
    restore () {
      state = saved.pop() ?? state
    },
    scale (matrix) {
      state.scale *= heightOf(matrix)
    },
    textScale (matrix) {
      state.textScale = heightOf(Array.from(matrix))
    },
    colour (colour) {
      state.colour = colour
    },
    font (name, size) {
      state.font = name
      state.points = size
    },
    fontName: () => state.font,
    mode (mode) {
      state.mode = mode
    },
    isInvisible: () => invisibleModes.has(state.mode),
    size: () => state.scale,
    isFaint: () => pale.test(state.colour) || Math.abs(state.points) * state.textScale * state.scale <= smallest,
  }
}
