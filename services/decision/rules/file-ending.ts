const office = 'application/vnd.openxmlformats-officedocument'
const endings: Readonly<Record<string, string>> = {
  'text/plain': 'txt', 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg', 'image/tiff': 'tif', 'image/gif': 'gif',
  'application/ofd': 'ofd',
  [`${office}.wordprocessingml.document`]: 'docx', [`${office}.spreadsheetml.sheet`]: 'xlsx',
  [`${office}.presentationml.presentation`]: 'pptx',
}

/** What the name of a file ends in when it is saved, by its type. */
export function fileEnding (mediaType: string): string {
  return endings[mediaType] ?? 'bin'
}
