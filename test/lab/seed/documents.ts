import { zip } from './zip.ts'

/** One page of text as a real PDF 1.4, with its table of offsets. */
export function pdf(title: string, lines: string[]): Buffer {
  const shown = [`BT /F1 18 Tf 60 780 Td (${pdfText(title)}) Tj /F1 11 Tf 0 -12 Td`]
  for (const line of lines) shown.push(`0 -18 Td (${pdfText(line)}) Tj`)
  const page = `${shown.join('\n')}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(`${text}xref\n0 ${count}\n0000000000 65535 f \n${table}${trailer}`, 'latin1')
}

/** Latin-1 covers French but for the apostrophe and dashes; parentheses and backslashes are PDF's own. */
const pdfText = (text: string): string =>
  text
    .replace(/’/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/[\\()]/g, '\\$&')

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export function docx(paragraphs: string[]): Buffer {
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const rels = 'application/vnd.openxmlformats-package.relationships+xml'
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')
  return zip({
    '[Content_Types].xml': `${xml}<Types xmlns="${types}"><Default Extension="rels" ContentType="${rels}"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${xml}<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
  })
}

export function odt(paragraphs: string[]): Buffer {
  const names = 'urn:oasis:names:tc:opendocument:xmlns'
  const kind = 'application/vnd.oasis.opendocument.text'
  const body = paragraphs.map((text) => `<text:p>${text}</text:p>`).join('')
  return zip({
    mimetype: kind,
    'META-INF/manifest.xml': `${xml}<manifest:manifest xmlns:manifest="${names}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    'content.xml': `${xml}<office:document-content xmlns:office="${names}:office:1.0" xmlns:text="${names}:text:1.0" office:version="1.2"><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
  })
}
