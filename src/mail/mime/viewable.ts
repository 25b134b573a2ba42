/** How the bytes of each raster format begin; SVG is a document, with scripts and addresses, and is never among them. */
const beginnings: Record<string, (bytes: Uint8Array) => boolean> = {
  'image/png': (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]),
  'image/gif': (bytes) => /^GIF8[79]a/.test(ascii(bytes, 0, 6)),
  'image/webp': (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP',
  'image/bmp': (bytes) => ascii(bytes, 0, 2) === 'BM',
  'image/avif': (bytes) => /^ftypavi[fs]/.test(ascii(bytes, 4, 12)),
}

const otherNames: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'image/x-ms-bmp': 'image/bmp',
}

/** Text that browsers show as it is and run nothing of, served as `text/plain`. */
const textTypes = new Set(['text/plain', 'text/csv', 'text/x-log', 'text/markdown', 'text/tab-separated-values'])

/**
 * May this part be drawn inside a page? Only a raster image whose first bytes (12 are enough) say the same as its
 * type: browsers guess, and a page under an image's name must not be guessed right.
 */
export function imageIsSafe(type: string, firstBytes: Uint8Array): boolean {
  const plain = type.trim().toLowerCase()
  const name = otherNames[plain] ?? plain
  return Object.hasOwn(beginnings, name) && beginnings[name]?.(firstBytes) === true
}

/** Is this a PDF, by its type and by how it begins? Shown alone in its page, browsers draw it in a sandbox of their own. */
export function isPdf(type: string, firstBytes: Uint8Array): boolean {
  return type.trim().toLowerCase() === 'application/pdf' && ascii(firstBytes, 0, 5) === '%PDF-'
}

/** May this part be viewed as plain text (and served as nothing else)? */
export function isViewableText(type: string): boolean {
  return textTypes.has(type.trim().toLowerCase())
}

function startsWith(bytes: Uint8Array, beginning: number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte)
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}
