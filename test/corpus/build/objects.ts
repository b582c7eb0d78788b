import { chartXml } from '../../conversion/libreoffice/charts.ts';
import type { Relation } from '../../conversion/ooxml.ts';
import { colours, picture, vector } from './marks.ts';
import { office, type Part } from './package.ts';

/** What shows an object: relations of the part with its graphic, and further parts. */
export interface PackagedObject {
  relations: Relation[];
  parts: Record<string, Part>;
}

/** The folder of the parts of a DOCX, XLSX or PPTX. */
export type Folder = 'word' | 'xl' | 'ppt';

/** The path from the part with a graphic, which is a drawing, a slide or the text itself, to this folder. */
export const pathTo = (folder: Folder): string => (folder === 'word' ? '' : '../');

/** The graphic of a chart in a frame. */
export const chartGraphic =
  '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId9"/></a:graphicData></a:graphic>';

export const chart = (folder: Folder): PackagedObject => ({
  relations: [['rId9', 'chart', `${pathTo(folder)}charts/chart1.xml`]],
  parts: { [`${folder}/charts/chart1.xml`]: { type: `${office}.drawingml.chart+xml`, content: chartXml() } },
});

export type PictureFormat = 'png' | 'svg' | 'tiff' | 'webp';

/** A picture with the relation `rId9`. */
export const image = async (folder: Folder, format: PictureFormat): Promise<PackagedObject> => ({
  relations: [['rId9', 'image', `${pathTo(folder)}media/a.${format}`]],
  parts: {
    [`${folder}/media/a.${format}`]: {
      ...(format === 'webp' && { type: 'image/webp' }),
      content: format === 'svg' ? vector() : await picture(colours.picture, format),
    },
  },
});

/** A picture of another server with the relation `rId9`. */
export const linkedImage: PackagedObject = {
  relations: [['rId9', 'image', 'https://pictures.example/a.png?key=1', true]],
  parts: {},
};
