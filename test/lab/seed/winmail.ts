/** A winmail.dat as Outlook sends it: TNEF ([MS-OXTNEF] §2.1) around one attached file. */
export function winmail(name: string, content: Buffer): Buffer {
  const start = Buffer.alloc(6)
  start.writeUInt32LE(0x223e9f78, 0)
  start.writeUInt16LE(1, 4)
  return Buffer.concat([
    start,
    attribute('message', 0x00089006, Buffer.from([0, 0, 1, 0])), // attTnefVersion
    attribute('message', 0x00069007, Buffer.from([0xe4, 0x04, 0, 0, 0, 0, 0, 0])), // attOemCodepage: windows-1252
    attribute('message', 0x00078008, text('IPM.Microsoft Mail.Note')), // attMessageClass
    attribute('message', 0x00018004, text('Convention de stage')), // attSubject
    attribute('attachment', 0x00069002, Buffer.from([1, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0])), // attAttachRendData
    attribute('attachment', 0x00018010, text(name)), // attAttachTitle
    attribute('attachment', 0x0006800f, content), // attAttachData
  ])
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`, 'latin1')

/** Level, identity and type, length, bytes, and their sum modulo 65,536. */
function attribute(level: 'message' | 'attachment', id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt8(level === 'message' ? 1 : 2, 0)
  head.writeUInt32LE(id, 1)
  head.writeUInt32LE(content.length, 5)
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(content.reduce((total, byte) => (total + byte) & 0xffff, 0))
  return Buffer.concat([head, content, sum])
}
