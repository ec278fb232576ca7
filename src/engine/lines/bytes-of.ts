/** Bytes of a block, without a copy. Types that programs see which use the library name no type of Node.js. */
export const bytesOf = ({ bytes }: { readonly bytes: Uint8Array }): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
