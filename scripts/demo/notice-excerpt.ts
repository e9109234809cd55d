const blocks = /<\/?(?:p|h\d|d[dtl]|li|ul|section|article|header|footer)\b[^>]*>/
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
  return [`${lines[number - 1]} ${lines[number]}`, ...lines.filter((line) => /（依据|^如对|延长|延期答复/.test(line) && line.length > 20)]
}
