import type { CodeBoxes } from './code-boxes.ts'
import type { FaceName } from './faces.ts'
import type { FontSubset } from './font-subset.ts'
import { sheet } from './sheet.ts'
import type { Page, Piece, Rule } from './strip.ts'
import type { Type } from './type.ts'

/** Where the characters of a paper get their codes. */
export type Codes = Readonly<Record<FaceName, FontSubset>> & Readonly<{ codes: CodeBoxes }>

/** The operators that draw a page, and the part that each of its marked contents belongs to, in order. */
export type PageContent = Readonly<{ operators: string, marked: readonly number[] }>

const red = '0.85 0 0'

export function pageContent ({ pieces, rules }: Page, codes: Codes): PageContent {
  const marked: number[] = []
  const texts = pieces.filter(({ types }) => types.length > 0).map((piece) => {
    const tag = piece.part === undefined ? '/Artifact BMC' : `/P <</MCID ${marked.push(piece.part) - 1}>> BDC`
    return `${tag}\n${textOf(piece, codes)}\nEMC`
  })
  const lines = rules.map((rule) => `/Artifact BMC\n${lineOf(rule)}\nEMC`)
  return { operators: [...lines, ...texts].join('\n'), marked }
}

function lineOf ({ from, to, weight, red: isRed }: Rule): string {
  return `q ${isRed ? red : '0 0 0'} RG ${weight} w ${at(...from)} m ${at(...to)} l S Q`
}

function textOf ({ types, x, y, tracking = 0, red: isRed }: Piece, codes: Codes): string {
  let set = ''
  const shown = types.map((type) => {
    const { font, code } = codeOf(type, codes)
    const setting = `/${font} ${number(type.size)} Tf ${number(type.tracking + tracking)} Tc`
    if (setting === set) return code
    set = setting
    return `> Tj ${setting} <${code}`
  }).join('')
  return `BT ${isRed ? red : '0 0 0'} rg 1 0 0 1 ${at(x, y)} Tm ${shown.slice('> Tj '.length)}> Tj ET`
}

function codeOf ({ face, id, text }: Type, codes: Codes): { font: string, code: string } {
  if (face !== 'codes') return { font: face === 'bold' ? 'B' : 'R', code: codes[face].codeOf(id, text) }
  const { font, code } = codes.codes.codeOf(id)
  return { font: `C${font}`, code }
}

function at (x: number, y: number): string {
  return `${number(x)} ${number(sheet.height - y)}`
}

function number (value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
