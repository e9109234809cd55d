const blocks = /<\/?(?:p|h\d|d[dtl]|li|ul|section|article|header|footer)\b[^>]*>/
// Why a part is answered so, what can be done about it, and, of an extension, its cause and its new day.
const telling = /（依据|^如对|延长至/
const cause = '延期理由'
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The lines of a page, without its head and its markup. */
export function linesOf (page: string): string[] {
  return page.replace(/^[\s\S]*<body>/, '').split(blocks).map((block) => block
    .replace(/<[^>]*>/g, '').replace(/\s*\n\s*/g, '')
    .replace(/&([a-z]+|#\d+);/g, (entity, name: string) => entities[name] ?? entity)).filter((line) => line !== '')
}

/** What of a notice tells most: its title and number, its reasons, and the remedy. */
export function excerptOf (page: string): string[] {
  const lines = linesOf(page)
  const number = lines.findIndex((line) => /〔\d{4}〕\d+号$/.test(line))
  const told = lines.filter((line, at) => telling.test(line) || lines[at - 1] === cause)
  return [`${lines[number - 1]} ${lines[number]}`, ...told]
}
