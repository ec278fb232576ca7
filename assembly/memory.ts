/** Memory is handed out once and never given back: tables are laid down before the first event. */
let top: usize = 1 << 16;

/** Zeroed bytes, aligned for vectors. */
export function allocate(size: usize): usize {
  const at = (top + 15) & ~15;
  top = at + size;
  const pages = ((top + 0xffff) >> 16) as i32;
  if (pages > memory.size()) memory.grow(pages - memory.size());
  return at;
}
