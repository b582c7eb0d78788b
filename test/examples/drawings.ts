import sharp from 'sharp';

/** The colours of the shop that the examples are about, as RGB without `#`. */
export const colours = {
  ink: '1F2937',
  grey: '6B7280',
  line: 'D5DCE5',
  pale: 'EEF3F9',
  blue: '1D4E89',
  sky: '7FB2E5',
  gold: 'F5B942',
  red: 'C8462B',
} as const;

/** A lighthouse, about 30 units wide and 70 high. */
const lighthouse =
  '<path d="M52 34h16l6 46H46z" fill="#fff"/><path d="M50.6 46h18.8l1.5 11H49.1zM47.8 68h24.4l1.4 11H46.4z" fill="#C8462B"/><path d="M50 22h20v12H50z" fill="#fff"/><path d="M48 22l12-10 12 10z" fill="#C8462B"/><circle cx="60" cy="28" r="4" fill="#F5B942"/>';

const logoSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240" viewBox="0 0 120 120"><clipPath id="disc"><circle cx="60" cy="60" r="58"/></clipPath><circle cx="60" cy="60" r="58" fill="#${colours.blue}"/>${lighthouse}<path d="M70 26l34-8v18zM50 26l-34-8v18z" fill="#F5B942" opacity=".75"/><g clip-path="url(#disc)"><path d="M0 84q10-7 20 0t20 0 20 0 20 0 20 0 20 0v40H0z" fill="#7FB2E5"/><path d="M-8 95q10-7 20 0t20 0 20 0 20 0 20 0 20 0 20 0v40H-8z" fill="#DCEBFA"/></g></svg>`;

/** The logo of the shop: a PNG of 240 × 240 pixels with transparent corners. */
export const logo = (): Promise<Buffer> =>
  sharp(Buffer.from(logoSvg)).png({ compressionLevel: 9, palette: true }).toBuffer();

const wave = (y: number, length: number, height: number, fill: string, opacity = 1) => {
  const crests = Array.from(
    { length: Math.ceil(1800 / length) },
    () => `q${length / 4} ${-height} ${length / 2} 0t${length / 2} 0`,
  );
  return `<path d="M-60 ${y}${crests.join('')}V800H-60z" fill="${fill}" opacity="${opacity}"/>`;
};
const gull = (x: number, y: number, size: number) =>
  `<path d="M${x} ${y}q${size / 2} ${-size * 0.6} ${size} 0q${size / 2} ${-size * 0.6} ${size} 0" fill="none" stroke="#3B4B63" stroke-width="3" stroke-linecap="round"/>`;
const boat = (x: number, y: number, scale: number) =>
  `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M0-92V0h-52z" fill="#F8F4EA"/><path d="M6-104L62 0H6z" fill="#E9DFC8"/><path d="M3-110V6" stroke="#4A3728" stroke-width="4"/><path d="M-70 6H78L58 34H-50z" fill="#8C2F1D"/><path d="M-64 14H72" stroke="#F5B942" stroke-width="4"/></g>`;

const gulls = `${gull(860, 170, 26)}${gull(940, 230, 18)}${gull(260, 150, 22)}`;
const harbourSvg = (sky: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="700" viewBox="0 0 1600 700"><defs><linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="#2B5F98"/><stop offset=".45" stop-color="#8DB7DD"/><stop offset=".75" stop-color="#F6D9A8"/><stop offset="1" stop-color="#F3B37C"/></linearGradient><linearGradient id="sea" x2="0" y2="1"><stop offset="0" stop-color="#5D93BF"/><stop offset="1" stop-color="#123A63"/></linearGradient><linearGradient id="beam"><stop offset="0" stop-color="#FFE9A8" stop-opacity=".85"/><stop offset="1" stop-color="#FFE9A8" stop-opacity="0"/></linearGradient></defs><rect width="1600" height="460" fill="url(#sky)"/><circle cx="560" cy="392" r="64" fill="#FFE3A3"/><circle cx="560" cy="392" r="104" fill="#FFE3A3" opacity=".35"/><path d="M0 440q140-90 300-50t260 20 280 10 240-30 520 40V470H0z" fill="#5C7FA6" opacity=".6"/><path d="M0 452q200-50 420-18t400-4 380 6 400-8V480H0z" fill="#3E6690" opacity=".7"/><rect y="446" width="1600" height="260" fill="url(#sea)"/><path d="M470 462h180M490 482h140M450 506h220M500 534h120" stroke="#FFE3A3" stroke-width="6" stroke-linecap="round" opacity=".55"/><path d="M1226 139L1600 70V240z" fill="url(#beam)"/><path d="M1020 520q60-90 150-96t150 40 120 70l40 60H960z" fill="#4B4A45"/><path d="M1020 520q60-90 150-96t90 10q-90 40-120 110z" fill="#66635B"/><g transform="translate(990 46) scale(3.6 4.9)">${lighthouse}</g>${wave(560, 150, 14, '#2F6596', 0.9)}${boat(330, 560, 1.15)}${boat(770, 500, 0.5)}${wave(610, 190, 18, '#1F4F7E', 0.95)}${wave(660, 230, 20, '#123A63')}${sky}</svg>`;

/** A harbour in the evening: a JPEG, cut to this size in pixels. @param clear leaves the sky free for text */
export const harbour = (width: number, height: number, clear = false): Promise<Buffer> =>
  sharp(Buffer.from(harbourSvg(clear ? '' : gulls)))
    .resize(width, height, { fit: 'cover', position: 'right' })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer();

const spines = ['1D4E89', 'C8462B', 'F5B942', '4F7A5B', '7FB2E5', '5B4A73', 'D98E4A', '2F6596'];
const book = (x: number, shelf: number, index: number) => {
  const height = 118 + ((index * index * 29) % 53);
  const y = shelf - height;
  return `<rect x="${x}" y="${y}" width="34" height="${height}" rx="3" fill="#${spines[index % spines.length]}"/><rect x="${x + 6}" y="${y + 18}" width="22" height="5" fill="#fff" opacity=".8"/><rect x="${x + 6}" y="${shelf - 26}" width="22" height="9" fill="#fff" opacity=".45"/>`;
};
const shelves = [220, 440, 660].map((y, row) => {
  const books = Array.from({ length: 20 }, (_, i) =>
    (i + row * 3) % 9 === 7 ? '' : book(36 + i * 38, y, i * 3 + row * 5),
  );
  return `${books.join('')}<rect x="16" y="${y}" width="808" height="18" fill="#8A6642"/>`;
});
const shelfSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="840" height="678" viewBox="0 0 840 678"><rect width="840" height="678" fill="#F4EADB"/>${shelves.join('')}<rect width="16" height="678" fill="#6F4F31"/><rect x="824" width="16" height="678" fill="#6F4F31"/></svg>`;

/** A bookshelf: a PNG of 840 × 678 pixels. */
export const bookshelf = (): Promise<Buffer> =>
  sharp(Buffer.from(shelfSvg)).png({ compressionLevel: 9, palette: true, colours: 64 }).toBuffer();
