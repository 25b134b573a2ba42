import { oneLine } from '../one-line.ts'
import { decodeText } from './charset.ts'
import { detectMimeType } from 'nodemailer/lib/mime-funcs'
import { mapiProperties, type MapiProperty } from './mapi-properties.ts'

/** A file that Outlook packed. */
export interface PackedFile {
  /** Decoded; empty when none was given. Not safe as a path. */
  name: string
  type: string
  content: Buffer
}

/** What a winmail.dat holds. */
export interface Winmail {
  files: PackedFile[]
  /** Empty where it has none, or in a format of Outlook's own. */
  text: string
  /** Not all of it could be read. */
  broken: boolean
}

/** Attributes and files that are looked at: hostile ones are written by the hundred thousand. */
const mostAttributes = 5_000
const mostFiles = 200

const attribute = {
  ...{ codepage: 0x9007, body: 0x800c, properties: 0x9003 },
  ...{ file: 0x9002, fileName: 0x8010, fileContent: 0x800f, fileProperties: 0x9005 },
}
const property = { longName: 0x3707, shortName: 0x3704, type: 0x370e, content: 0x3701, body: 0x1000 }

/**
 * Reads TNEF ([MS-OXTNEF] §2.1), what Outlook makes of a message for other Outlooks. Undefined for what is none. Never
 * rejects: lengths that lie end the reading, and what was read stands.
 */
export function readWinmail(bytes: Buffer): Winmail | undefined {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== 0x223e9f78) return undefined
  const winmail: Winmail = { files: [], text: '', broken: false }
  let charset = 'windows-1252'
  let at = 6
  for (let count = 0; at + 9 <= bytes.length; count++) {
    const id = bytes.readUInt16LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const end = at + 9 + length
    if (end > bytes.length || count >= mostAttributes) return { ...winmail, broken: true }
    const value = bytes.subarray(at + 9, end)
    if (id === attribute.codepage && length >= 4) charset = `windows-${value.readUInt32LE(0)}`
    else take(winmail, { id, value, charset })
    at = end + 2
  }
  return { ...winmail, files: winmail.files.filter(({ name, content }) => name !== '' || content.length > 0) }
}

interface Attribute {
  id: number
  value: Buffer
  charset: string
}

function take(winmail: Winmail, { id, value, charset }: Attribute): void {
  const file = winmail.files.at(-1)
  switch (id) {
    case attribute.file:
      if (winmail.files.length < mostFiles) winmail.files.push({ name: '', type: '', content: Buffer.alloc(0) })
      else winmail.broken = true
      break
    case attribute.body:
      winmail.text ||= words(value, charset)
      break
    case attribute.properties:
      winmail.text ||= textOf(mapiProperties(value), property.body, charset)
      break
    case attribute.fileName:
      if (file) file.name ||= nameOf(value, charset)
      break
    case attribute.fileContent:
      if (file) file.content = value
      break
    case attribute.fileProperties:
      if (file) takeProperties(file, mapiProperties(value), charset)
  }
}

/** The long name is the one its sender sees; the type is theirs too, else the one its name tells. */
function takeProperties(file: PackedFile, properties: MapiProperty[], charset: string): void {
  const named = (id: number) => oneLine(textOf(properties, id, charset).slice(0, 1_000))
  file.name = named(property.longName) || file.name || named(property.shortName)
  const type = named(property.type).toLowerCase()
  if (/^[a-z0-9][\w!#$&^.+-]*\/[a-z0-9][\w!#$&^.+-]*$/.test(type)) file.type = type
  const packed = properties.find(({ id, type: kind }) => id === property.content && kind === 0x102)
  if (packed && file.content.length === 0) file.content = packed.value
}

/** By what it says of itself, else by its name. */
export const typeOfPacked = ({ name, type }: PackedFile): string => type || detectMimeType(name)

const nameOf = (value: Buffer, charset: string): string => oneLine(words(value.subarray(0, 1_000), charset))

function textOf(properties: MapiProperty[], wanted: number, charset: string): string {
  const found = properties.find(({ id, type }) => id === wanted && (type === 0x1e || type === 0x1f))
  return found ? words(found.value, found.type === 0x1f ? 'utf-16le' : charset) : ''
}

/** Strings end at their first NUL. */
function words(value: Buffer, charset: string): string {
  const [text = ''] = decodeText(value, charset).text.split('\0', 1)
  return text
}
