#!/usr/bin/env python3
"""Writes the index files that the tests of dev.kith.faiss read. Needs Faiss 1.7.3 and numpy.

usage: make_index_samples.py core/src/test/resources/dev/kith/faiss

NAME.index is an index of the clustered vectors in xb.npy; NAME.D.npy and NAME.I.npy are what Faiss finds
for the queries in xq.npy. nprobe and the argument of the metric are stored in the files. Seeds are fixed,
so the files are the same at every run. ivf4_il00.index is not made here: only newer versions of Faiss
write it.
"""
import os
import struct
import sys

import faiss
import numpy as np

os.makedirs(sys.argv[1], exist_ok=True)
os.chdir(sys.argv[1])
faiss.omp_set_num_threads(1)

D, SIZE, QUERIES, K, NPROBE, LISTS = 32, 1200, 25, 10, 4, 16
IDS = 100003 + 7 * np.arange(SIZE, dtype="int64")


def clustered():
    random = np.random.RandomState(20240521)
    centers = random.randn(48, D)
    scale = np.linspace(1.6, 0.25, D)
    mix, _ = np.linalg.qr(random.randn(D, D))

    def draw(count):
        return (centers[random.randint(0, 48, count)] + 0.35 * random.randn(count, D)) * scale

    base, queries = draw(SIZE), draw(QUERIES)
    return (base @ mix).astype("f4"), (queries @ mix).astype("f4")


BASE, QUERY = clustered()
np.save("xb.npy", BASE)
np.save("xq.npy", QUERY)


def save(name, index):
    faiss.write_index(index, name + ".index")
    if index.ntotal > 0:
        # search what the file says, not what is in memory
        distances, ids = faiss.read_index(name + ".index").search(QUERY, K)
        np.save(name + ".D.npy", distances)
        np.save(name + ".I.npy", ids)


def built(factory, metric=faiss.METRIC_L2, ids=None, count=SIZE):
    index = faiss.index_factory(D, factory, metric)
    index.train(BASE)
    if factory.startswith("IVF"):
        index.nprobe = NPROBE
    if ids is None:
        index.add(BASE[:count])
    else:
        index.add_with_ids(BASE[:count], ids[:count])
    return index


save("flat_empty", faiss.IndexFlatL2(D))
save("flat_l2", built("Flat"))
save("flat_ip", built("Flat", faiss.METRIC_INNER_PRODUCT))
save("flat_l1", built("Flat", faiss.METRIC_L1))
save("flat_linf", built("Flat", faiss.METRIC_Linf))
lp3 = faiss.IndexFlat(D, faiss.METRIC_Lp)
lp3.metric_arg = 3.0
lp3.add(BASE)
save("flat_lp3", lp3)
save("idmap_flat", built("IDMap,Flat", ids=IDS))
save("idmap2_flat", built("IDMap2,Flat", ids=IDS))
save("l2norm_flat_ip", built("L2norm,Flat", faiss.METRIC_INNER_PRODUCT))
save("ivf16_flat", built("IVF16,Flat"))
save("ivf16_flat_ip", built("IVF16,Flat", faiss.METRIC_INNER_PRODUCT))
save("ivf64_flat_sparse", built("IVF64,Flat", count=12))

refined = built("PQ8x4fs,RFlat", faiss.METRIC_INNER_PRODUCT)
refined.k_factor = 4
save("pq8x4fs_rflat_ip", refined)
opq = built("OPQ8_32,IVF16,PQ8np")
faiss.extract_index_ivf(opq).nprobe = NPROBE
save("opq8_32_ivf16_pq8", opq)
for name, factory in [("imi2x4_flat", "IMI2x4,Flat"), ("imi2x4_pq8", "IMI2x4,PQ8np")]:
    multi = built(factory)
    multi.nprobe = 16
    save(name, multi)
two_layers = built("Residual16,PQ8")
faiss.write_index(two_layers, "residual16_pq8.index")

dedup = built("IVF16,FlatDedup", count=600)
dedup.add(BASE[:40])
dedup.add(BASE[:5])
save("ivf16_flatdedup", dedup)

array = built("IVF16,Flat")
array.set_direct_map_type(faiss.DirectMap.Array)
save("ivf16_flat_dmarray", array)
table = built("IVF16,Flat", ids=IDS, count=300)
table.set_direct_map_type(faiss.DirectMap.Hashtable)
save("ivf16_flat_dmhash", table)

save("pq8", built("PQ8np"))
save("pq8_ip", built("PQ8np", faiss.METRIC_INNER_PRODUCT))
save("pq8x4", built("PQ8x4np"))
save("pq8x5", built("PQ8x5np"))
save("pq4x10", built("PQ4x10np"))
save("pq4_polysemous", built("PQ4x4"))
save("pad40_pq8", built("Pad40,PQ8np"))
save("ivf16_pq8", built("IVF16,PQ8np"))
save("ivf16_pq8_ip", built("IVF16,PQ8np", faiss.METRIC_INNER_PRODUCT))
save("ivf16_pq8np_ids", built("IVF16,PQ8np", ids=IDS))
save("ivf16_pq8_refined", built("IVF16,PQ8+4"))

whole = open("pq8.index", "rb").read()
with open("legacy_IxPo.index", "wb") as file:
    file.write(b"IxPo" + whole[4:])

if os.path.exists("ivf16_flat_ondisk.ivfdata"):
    os.remove("ivf16_flat_ondisk.ivfdata")
ondisk = built("IVF16,Flat", count=0)
data = faiss.OnDiskInvertedLists(LISTS, 4 * D, "ivf16_flat_ondisk.ivfdata")
ondisk.replace_invlists(data, False)
ondisk.add(BASE)
save("ivf16_flat_ondisk", ondisk)


def legacy(name, fourcc, unit):
    """ivf16_flat in an old layout: ids of all lists, direct map, codes of all lists."""
    index = built("IVF16,Flat")
    whole = open("ivf16_flat.index", "rb").read()
    lists = whole.index(b"ilar")
    direct_map = whole[lists - 9:lists]
    ids, codes = b"", b""
    for i in range(LISTS):
        size = index.invlists.list_size(i)
        ids += struct.pack("<Q", size)
        ids += faiss.rev_swig_ptr(index.invlists.get_ids(i), size).tobytes()
        codes += struct.pack("<Q", size * 4 * D // unit)
        codes += faiss.rev_swig_ptr(index.invlists.get_codes(i), size * 4 * D).tobytes()
    with open(name + ".index", "wb") as file:
        file.write(fourcc + whole[4:lists - 9] + ids + direct_map + codes)


legacy("legacy_IvFL", b"IvFL", 1)
legacy("legacy_IvFl_lower", b"IvFl", 4)


def scalar(qtype):
    index = faiss.IndexScalarQuantizer(D, qtype)
    index.train(BASE)
    index.add(BASE)
    return index


for kind in ["SQ4", "SQ8", "SQfp16"]:
    save(kind.lower(), built(kind))
save("sq8_ip", built("SQ8", faiss.METRIC_INNER_PRODUCT))
save("sq8u", scalar(faiss.ScalarQuantizer.QT_8bit_uniform))
save("sq4u", scalar(faiss.ScalarQuantizer.QT_4bit_uniform))
save("pcaw16_sq8", built("PCAW16,SQ8"))
for kind in ["SQ4", "SQ8", "SQfp16"]:
    save("ivf16_" + kind.lower(), built("IVF16," + kind))
save("ivf16_sq6_ip", built("IVF16,SQ6", faiss.METRIC_INNER_PRODUCT))
save("lsh", built("LSH"))
save("itq16_lsh", built("ITQ16,LSH"))


def hashed(bits, rotate, thresholds):
    index = faiss.IndexLSH(D, bits, rotate, thresholds)
    index.train(BASE)
    index.add(BASE)
    return index


save("lsh40", hashed(40, True, True))
save("lsh64", hashed(64, True, False))
