import type { Submission } from '../../client/src/submit.ts';

type Step = NonNullable<Submission['steps']>[number];

/** A conversion of the demo: input files in `examples/`, the steps, and the output file. */
export interface DocumentDemo {
  inputs: [document: string, ...others: string[]];
  steps: [Step, ...Step[]];
  output: string;
}

const toPdf: Step = { type: 'convert', to: 'pdf' };
const fill = (dataFile: string): Step => ({ type: 'render', dataFile });

/** A document of each kind, then templates and a form with data, then jobs with several steps. */
export const documentDemos: readonly DocumentDemo[] = [
  { inputs: ['letter.docx'], steps: [toPdf], output: 'letter.pdf' },
  { inputs: ['budget.xlsx'], steps: [toPdf], output: 'budget.pdf' },
  { inputs: ['slides.pptx'], steps: [toPdf], output: 'slides.pdf' },
  { inputs: ['page.html'], steps: [toPdf], output: 'page.pdf' },
  { inputs: ['notes.md'], steps: [toPdf], output: 'notes.pdf' },
  {
    inputs: ['invoice.docx', 'invoice.json'],
    steps: [fill('invoice.json'), toPdf],
    output: 'invoice.pdf',
  },
  {
    inputs: ['receipt.html', 'receipt.json'],
    steps: [fill('receipt.json'), toPdf],
    output: 'receipt.pdf',
  },
  {
    inputs: ['form.pdf'],
    steps: [
      { type: 'form', fields: { 'person.name': '山田太郎', country: 'JP', agree: true }, flatten: true },
    ],
    output: 'form.pdf',
  },
  {
    inputs: ['invoice.docx', 'letter.docx', 'invoice.json'],
    steps: [
      fill('invoice.json'),
      toPdf,
      { type: 'merge' },
      { type: 'watermark', text: 'COPY', rotation: 45, fontSize: 120, opacity: 0.12 },
    ],
    output: 'copy.pdf',
  },
  {
    inputs: ['invoice.docx', 'invoice.json'],
    steps: [fill('invoice.json'), toPdf, { type: 'thumbnail', width: 600, height: 849 }],
    output: 'invoice.png',
  },
];
