import type { FoldedText } from '../folded-text.ts'

const other =
  /(?:信用代码|机构代码|注册号|登记号|执照|税号|发票|流水|订单|编号|编码|条码|批号|文号|许可证|备案|项目代码|IMEI|IMSI|SN)(?:号码?)?[:(]?$/i
const body = /(?:信用代码|机构代码)(?:证?号码?)?[:(]?$/
const office = /(?:监督|举报|投诉|咨询|服务|值班|办公|单位|传真|热线|总机|公开|受理|报警|急救)(?:部门|机构)?(?:联系)?(?:电话|号码|热线)?(?:号码)?[:(]?$/
const reach = 16
// What most often stands before a number, and ends no label.
const noLabelEnds = '0123456789-·._/~,;'

/** Whether the label before a number says that it is one of a thing or of a body. */
export function otherNumberBehind (folded: FoldedText, start: number): boolean {
  return labelBehind(folded, start, other)
}

/** Whether the label before a number says that it is the code of a body, whatever else it may look like. */
export function bodyBehind (folded: FoldedText, start: number): boolean {
  return labelBehind(folded, start, body)
}

/** Whether the label before a number says that it is one to call an office. */
export function officeBehind (folded: FoldedText, start: number): boolean {
  return labelBehind(folded, start, office)
}

/** Whether what stands right before a place is such a label. */
export function labelBehind ({ text }: FoldedText, start: number, label: RegExp): boolean {
  return !noLabelEnds.includes(text.charAt(start - 1)) && label.test(text.slice(Math.max(0, start - reach), start))
}
