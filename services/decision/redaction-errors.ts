import { fault, Refusal, refusal, type FieldFault } from '@lightwell/http/refusal'

/** What is refused about redactions and their comparison. */
export const errors = {
  notMade: refusal(409, 'redaction_not_made', '此文件无法在限定的时间和内存内绘制成页，不能作区分处理。',
    'The pages of this file could not be drawn within the time and memory that one may take; it cannot be redacted.'),
  notDrawn: refusal(409, 'redaction_not_drawn', '版式文件（OFD）不能在本系统内绘制成页，不能作区分处理；请用制作该文件的程序导出为PDF后重新上传。',
    'An OFD file is not drawn here and cannot be redacted; export it as a PDF with its own program and upload that.'),
  notARendition: refusal(409, 'not_a_rendition', '此信息未作区分处理，没有可以核对的原件。',
    'This is no rendition: there is nothing to compare it with.'),
  comparedAlready: refusal(409, 'compared_already', '此信息已经核对；发现问题的须重新作区分处理。',
    'This was compared; where something was found, redact anew.'),
  submitterMayNotCompare: refusal(403, 'submitter_may_not_compare', '提交人不得核对自己所作的区分处理。',
    'Who submitted a rendition, or what it was made from, may not compare them.'),
  bothNotOpened: refusal(409, 'content_not_opened', '核对前须打开原件和区分处理后的信息。',
    'Open both the original and the rendition before you compare them.'),

  /** A rendition that does not hold what it promises; `faults` name the removals whose words can still be read. */
  notProven: (faults: readonly FieldFault[]): Refusal => new Refusal(409, 'redaction_not_proven', {
    zh: '验证未通过：应当去除的内容在结果中仍可读出或者不能确认已经去除，结果未保存。',
    en: 'The proof failed: what was to go can still be read in the result, or was not shown to be gone. Nothing was kept.',
  }, { faults }),
  pageBlank: (page: number): Refusal => new Refusal(409, 'page_blank', {
    zh: `第${page}页有文字，但绘制后为空白，不能作区分处理。`,
    en: `Page ${page} has words and is drawn blank; the file cannot be redacted.`,
  }),
} as const

/** What can be wrong with the places of a redaction. */
export const faults = {
  nothingChosen: fault('required', '请至少选定一处内容。', 'Choose something to take out.'),
  noSuchPiece: fault('no_such_piece', '此文件没有这一段文字。', 'The file has no such piece.'),
  noSuchPage: fault('no_such_page', '此文件没有这一页，或者不能按页面区域处理。', 'The file has no such page, or no pages to draw an area on.'),
  areaOutside: fault('area_outside', '所选区域不在页面之内。', 'This area does not lie on the page.'),
  nothingThere: fault('nothing_there', '所选之处没有可以看见的内容。', 'There is nothing to be seen in this place.'),
  noSuchSuggestion: fault('no_such_suggestion', '没有这一条建议。', 'There is no such suggestion.'),
  notCarriedOver: fault('not_carried_over', '此处内容不会进入区分处理后的文件，无须选定。',
    'What stands here never goes on into a rendition; it need not be chosen.'),
  titleTells: fault('title_tells', '标题中仍有应当去除的内容，请另拟标题。', 'The title still tells what is taken out: give another one.'),
  pieceNeeded: fault('required', '须写明是哪一段文字。', 'Say in which piece of the file.'),
  stillElsewhere: fault('still_there', '其文字在结果的其他地方仍可读出。', 'Its words can still be read elsewhere in the result.'),
  stillThere: (page: number) => fault('still_there', `其文字在第${page}页的结果中仍可读出。`,
    `Its words can still be read on page ${page} of the result.`),
} as const
