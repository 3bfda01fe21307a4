import type { Random } from '#lib/random.ts';
import { assert } from '#lib/result.ts';
import { shuffled } from './chance.ts';

/** Common names in Sweden, of the many origins that a municipality's staff has. The people made of them are invented. */
const first =
  `Anna Johan Maria Erik Amina Lars Fatima Karin Ali Eva Mikael Zahra Sara Peter Leila Linda Omar Emma Daniel Maja
  Hassan Ingrid Ahmed Kerstin Aleksandra Björn Helena Dragan Jenny Mohammed Camilla Tomas Yasmin Gunilla Milan Susanne
  Andreas Nadia Elin Bengt Selma Hanna Viktor Aino Malin Jonas Mariam Åsa Pekka Katarina Samir Ulrika Fredrik Tuula
  Josefin Reza Birgitta Magnus Sofia Niklas Hodan Cecilia Patrik Ewa Ida Kristian Rania Lena Marcus Svetlana Therese
  Abdi Annika Stefan Mehmet Charlotte Roger Parisa Johanna Henrik Biljana Linnea Oskar Shirin Monica Simon Agneta Ibrahim
  Rebecka Gustav Merja Åke Elisabeth David Nour Veronica Filip Jasmina Marie Anders Habiba Lovisa Martin Tereza Gabriella
  Ismail Pernilla Robert Kaltrina Desta Ulla Emil Safiya Ylva Tobias Bahar Ann-Sofie Christoffer Liv Yusuf`.split(
    /\s+/,
  );

const last =
  `Andersson Lindqvist Warsame Bergström Hosseini Nyström Kovačević Ek Haddad Sandberg Virtanen Öberg Ahmadi Lundgren
  Petrović Åkesson Hussein Forsberg Nowak Sjögren Rahimi Hedlund Yılmaz Wallin Osman Eklund Karimi Blomqvist Mäkinen
  Holmgren Ali Söderlund Jovanović Norberg Tesfaye Viklund Demir Strandberg Khalil Granath Begić Lindahl Abdi Hallberg
  Kowalska Rosén Farah Dahl Markovic Sundin Saleh Björklund Aziz Ström Korhonen Engdahl Mohamud Falk Berisha Hägglund
  Moradi Lilja Popescu Stenberg Gebre Palm Shala Wikström Mansour Ekström Todorović Isaksson Amiri Höglund Çelik Borg
  Nilsson Jama Fransson Rezai Ljung Salo Mattsson Yousif Alm Horvat Rydberg Tahiri Molin Sharif Hermansson Zandi
  Åström Kaya Lindvall Dizdarević Ivarsson Bekele Svärd Nazari Boman Krasniqi Järvinen Hedman Elmi Thorén Radović
  Melin Baker Skog Hamidi Roos Lindblom Malik Ahlgren Sezer Bodin Mulugeta`.split(/\s+/);

/** So many invented names of people, no two alike and no first name or surname used twice while there are unused ones. */
export function inventNames(random: Random, count: number): string[] {
  const firsts = shuffled(random, first);
  const lasts = shuffled(random, last);
  const taken = new Set<string>();
  for (let i = 0; taken.size < count; i++) {
    const round = Math.floor(i / firsts.length);
    assert(round < lasts.length, 'there are more combinations of names than people');
    taken.add(`${firsts[i % firsts.length]} ${lasts[(i + round * 7) % lasts.length]}`);
  }
  return [...taken];
}
