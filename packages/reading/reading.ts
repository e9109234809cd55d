/** What of a file a text belongs to. `hidden` is what its program does not show: hidden sheets, slides, rows and layers. */
export const placeKinds = [
  'body', 'header', 'footer', 'note', 'comment', 'tracked_change', 'hidden', 'annotation', 'form_field', 'attachment',
  'metadata', 'picture',
] as const
export type PlaceKind = typeof placeKinds[number]

/** A rectangle on a page, in parts of the page's width and height from its upper left corner: 0 to 1. */
export type Area = Readonly<{ left: number, top: number, width: number, height: number }>

/** Where in a file a text stands: the page, sheet or slide counted from 1, the name of a sheet, part or attachment. */
export type Place = Readonly<{ kind: PlaceKind, page?: number, name?: string, area?: Area }>

/**
 * A text as it was found in one place. `confidence` (0 to 100) is there for what was read from a picture alone, and `cells`
 * where its characters were told apart: where each UTF-16 unit stands, in parts of the area of the text.
 */
export type Piece = Readonly<{ place: Place, text: string, confidence?: number, cells?: readonly Area[] }>

/**
 * Why a file, or a page of it, was not read. Each closes the door: what was not read cannot pass without a person who
 * looked at it.
 */
export const faultCodes = [
  'unknown_type', 'broken', 'encrypted', 'too_large', 'too_many_pages', 'explodes', 'too_slow', 'out_of_memory',
  'blank_page', 'unsure_page', 'unread_part',
] as const
export type FaultCode = typeof faultCodes[number]
export type ReadingFault = Readonly<{ code: FaultCode, place?: Place }>

/** What a file says. It is read whole when `faults` is empty. `pages` is undefined where a file has none. */
export type Reading = Readonly<{ pieces: readonly Piece[], faults: readonly ReadingFault[], pages?: number }>
