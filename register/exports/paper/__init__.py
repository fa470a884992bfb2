"""Papers as Word files, laid out as official ones are (Nghị định 30/2020/NĐ-CP), written part by part."""
